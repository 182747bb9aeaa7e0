package io.manometer.rules.cause;

import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.rules.limit.Limits;
import io.manometer.rules.locate.Suspect;
import io.manometer.rules.window.Window;
import org.junit.jupiter.api.Test;

/** What every cause keeps to; a new cause adds one case. */
public abstract class CauseContract {

  /** A window and what was located in it. */
  public record Case(Suspect suspect, Window window) {}

  /** The cause under test. */
  protected abstract CauseRule cause();

  /** A job that suffers from this cause. */
  protected abstract Case afflicted();

  /** A job that suffers from another one. */
  protected abstract Case otherwiseAfflicted();

  /** The afflicted job with only its times and records known, or less. */
  protected abstract Case unmeasured();

  @Test
  void itExplainsItsOwnFaultWithEvidenceAndARemedy() {
    Judgement judgement = judge(afflicted());
    assertThat(judgement).isInstanceOf(Judgement.Explains.class);
    Judgement.Explains explains = (Judgement.Explains) judgement;
    assertThat(explains.share()).isBetween(0.0, 1.0);
    assertThat(explains.remedies()).isNotEmpty();
    assertThat(explains.because()).isNotBlank().doesNotEndWith(".");
    assertThat(explains.evidence()).allMatch(e -> e.rule().equals(cause().card().id()));
  }

  @Test
  void itDoesNotClaimAnotherFault() {
    assertThat(judge(otherwiseAfflicted())).isInstanceOfAny(Judgement.Rejected.class, Judgement.NotApplicable.class);
  }

  @Test
  void withoutItsSignalsItDoesNotGuess() {
    assertThat(judge(unmeasured())).isNotInstanceOf(Judgement.Explains.class);
  }

  @Test
  void theSameInputGivesTheSameJudgement() {
    Case same = afflicted();
    assertThat(judge(same)).isEqualTo(judge(same));
  }

  private Judgement judge(Case c) {
    return cause().judge(c.suspect(), c.window(), Limits.standard());
  }
}
