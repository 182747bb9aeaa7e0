package io.manometer.rules.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.rules.limit.Limit;
import io.manometer.rules.report.Cause;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The lists of rules and causes as a whole. */
class StandardRulesTest {

  @Test
  void eachRuleHasAnIdOfItsOwn() {
    List<String> ids = new ArrayList<>();
    StandardRules.named().forEach(r -> ids.add(r.card().id()));
    StandardRules.causes().forEach(r -> ids.add(r.card().id()));
    assertThat(ids).doesNotHaveDuplicates();
  }

  @Test
  void oneLimitHasOneDefault() {
    Map<String, Limit> seen = new HashMap<>();
    List<Limit> all = new ArrayList<>(StandardRules.limits());
    StandardRules.named().forEach(r -> all.addAll(r.card().limits()));
    StandardRules.causes().forEach(r -> all.addAll(r.card().limits()));
    all.forEach(limit -> assertThat(seen.merge(limit.key(), limit, (a, b) -> a.equals(b) ? a : b)).isEqualTo(limit));
  }

  @Test
  void noCauseIsClaimedByTwo() {
    Set<Cause> claimed = EnumSet.noneOf(Cause.class);
    StandardRules.causes().forEach(r -> assertThat(claimed.add(r.cause())).isTrue());
  }
}
