package io.manometer.rules.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.rules.limit.Limit;
import io.manometer.rules.rule.RuleCard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Writes {@code docs/rules.md} from the cards of the rules; fails when the page that is there says something else. */
class RulesPageTest {

  private static final Path PAGE = Path.of("..", "docs", "rules.md");

  /** With {@code -Dmanometer.write-docs=true} the page is written anew instead. */
  @Test
  void thePageSaysWhatTheRulesSay() throws IOException {
    String page = page();
    if (Boolean.getBoolean("manometer.write-docs")) {
      Files.createDirectories(PAGE.getParent());
      Files.writeString(PAGE, page);
    }
    assertThat(Files.isRegularFile(PAGE)).as("docs/rules.md is there").isTrue();
    assertThat(Files.readString(PAGE))
        .as("docs/rules.md is stale; run mvn -pl rules test -Dtest=RulesPageTest -Dmanometer.write-docs=true")
        .isEqualTo(page);
  }

  private static String page() {
    StringBuilder page = new StringBuilder();
    page.append("# Rules, causes and limits\n\n")
        .append("Made from the rules themselves; edit their cards, not this page.\n\n")
        .append("A report begins with the place: whether demand is unmet at all, who the sources wait for, and"
            + " which of\n")
        .append("those operators has the least capacity. Then the causes compete for why that operator is slow."
            + " The rules\n")
        .append("by name stand on every report, whether they found something or not.\n\n")
        .append("## Rules by name\n\n");
    StandardRules.named().forEach(rule -> append(page, rule.card(), ""));
    page.append("## Causes\n\n")
        .append("Those of structure, down to the first that only says what the time went to, are heard in this"
            + " order and\n")
        .append("the first that holds is the answer. Of the others the one that explains most of the busy time"
            + " wins, if it\n")
        .append("explains clearly more than the next; else the cause is `MIXED`, or `UNKNOWN` where time or"
            + " signals are\n")
        .append("missing.\n\n");
    StandardRules.causes().forEach(cause -> append(page, cause.card(), " (`" + cause.cause() + "`)"));
    page.append("## Limits\n\n")
        .append("| key | default | range | unit | meaning |\n|---|---|---|---|---|\n");
    for (Limit limit : StandardRules.limits()) {
      page.append("| `").append(limit.key()).append("` | ").append(number(limit.standard())).append(" | ")
          .append(number(limit.least())).append(" to ").append(number(limit.most())).append(" | ")
          .append(limit.unit()).append(" | ").append(limit.meaning()).append(" |\n");
    }
    return page.toString();
  }

  private static void append(StringBuilder page, RuleCard card, String suffix) {
    page.append("### ").append(card.title()).append(suffix).append("\n\n")
        .append("`").append(card.id()).append("`. ").append(card.looksFor()).append("\n\n")
        .append("* Needs: ").append(String.join("; ", card.needs())).append(".\n");
    if (!card.limits().isEmpty()) {
      Set<String> keys = card.limits().stream().map(Limit::key).collect(Collectors.toCollection(TreeSet::new));
      page.append("* Limits: ").append(keys.stream().map(k -> "`" + k + "`").collect(Collectors.joining(", ")))
          .append(".\n");
    }
    page.append("\n");
  }

  private static String number(double value) {
    return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
  }

  @Test
  void everyLimitSaysInASentenceWhatItDoes() {
    List<Limit> limits = List.copyOf(StandardRules.limits());
    assertThat(limits).allSatisfy(l -> assertThat(l.meaning()).endsWith("."));
  }
}
