package io.manometer.rules.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.rules.limit.Limits;
import io.manometer.rules.window.Window;
import org.junit.jupiter.api.Test;

/** What every rule keeps to; a new rule adds one case. */
public abstract class RuleContract {

  /** The rule under test. */
  protected abstract Rule rule();

  /** A job with room to spare, fully measured. */
  protected abstract Window healthy();

  /** The same job with nothing known but its graph. */
  protected abstract Window unmeasured();

  /** A job in which the rule finds what it looks for. */
  protected abstract Window faulty();

  @Test
  void aHealthyJobIsClear() {
    assertThat(rule().evaluate(healthy(), Limits.standard()))
        .isInstanceOfAny(Verdict.Clear.class, Verdict.NotApplicable.class);
  }

  @Test
  void withoutItsSignalsItSaysSo() {
    assertThat(rule().evaluate(unmeasured(), Limits.standard()))
        .isInstanceOfAny(Verdict.NotEnoughData.class, Verdict.NotApplicable.class);
  }

  @Test
  void theFaultIsFoundWithEvidence() {
    Verdict verdict = rule().evaluate(faulty(), Limits.standard());
    assertThat(verdict).isInstanceOf(Verdict.Found.class);
    assertThat(((Verdict.Found) verdict).evidence())
        .allSatisfy(e -> {
          assertThat(e.signal()).isNotBlank();
          assertThat(e.place()).isNotBlank();
          assertThat(e.observed()).isNotBlank();
          assertThat(e.rule()).isEqualTo(rule().card().id());
        });
    assertThat(verdict.summary()).endsWith(".");
  }

  @Test
  void theSameInputGivesTheSameVerdict() {
    assertThat(rule().evaluate(faulty(), Limits.standard())).isEqualTo(rule().evaluate(faulty(), Limits.standard()));
  }

  @Test
  void theCardSaysWhatItLooksForAndWhatItNeeds() {
    RuleCard card = rule().card();
    assertThat(card.title()).isNotBlank();
    assertThat(card.looksFor()).endsWith(".");
    assertThat(card.needs()).isNotEmpty();
  }
}
