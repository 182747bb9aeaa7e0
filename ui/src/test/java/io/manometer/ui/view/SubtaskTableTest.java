package io.manometer.ui.view;

import static io.manometer.ui.fixture.OperatorBuilder.operator;
import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.rules.report.OperatorView;
import java.util.List;
import org.junit.jupiter.api.Test;

class SubtaskTableTest {

  private static final Links LINKS = Links.ofJob("job");

  @Test
  void theSubtaskWithMostWorkFillsItsBarAndIsMarkedWithHowManyFairSharesItDoes() {
    OperatorView skewed = operator("a", "a").subtask(0.1, 0).subtask(0.9, 0).subtask(0.1, 0).subtask(0.1, 0).build();
    List<SubtaskTable.Row> rows = SubtaskTable.of(skewed, LINKS, 10).rows();
    assertThat(rows.get(1).timesFair().text()).isEqualTo("×3");
    assertThat(rows.get(1).workBar().segments().get(0).width()).isEqualTo("100");
    assertThat(rows.get(1).workBar().segments().get(0).css()).isEqualTo("much");
    assertThat(rows.get(0).timesFair()).isNull();
    assertThat(rows.get(0).workBar().mark()).isEqualTo("33.3");
  }

  @Test
  void evenSubtasksAreNotMarked() {
    OperatorView even = operator("a", "a").subtasks(4, 0.5, 0).build();
    assertThat(SubtaskTable.of(even, LINKS, 10).rows()).allMatch(row -> row.timesFair() == null && row.workBar().segments().get(0).css().equals("fair"));
  }

  @Test
  void anOnlySubtaskHasNoFairShareToExceed() {
    SubtaskTable.Row only = SubtaskTable.of(operator("a", "a").subtask(1, 0).build(), LINKS, 10).rows().get(0);
    assertThat(only.timesFair()).isNull();
    assertThat(only.workBar().mark()).isNull();
  }

  @Test
  void whereNotAllFitTheBusiestAreListedInTheirOrder() {
    OperatorView many = operator("a", "a").subtask(0.1, 0).subtask(0.9, 0).subtask(0.2, 0).subtask(0.8, 0).build();
    SubtaskTable table = SubtaskTable.of(many, LINKS, 2);
    assertThat(table.rows()).extracting(SubtaskTable.Row::index).containsExactly(1, 3);
    assertThat(table.left()).isEqualTo(2);
  }

  @Test
  void aWatermarkAndABarrierAreAsLateAsTheyAreAndADashWhereThatIsNotKnown() {
    SubtaskTable.Row late = SubtaskTable.of(operator("a", "a").subtask(1, 0).watermarkLag(92).startDelay(1.3).build(), LINKS, 10).rows().get(0);
    SubtaskTable.Row timeless = SubtaskTable.of(operator("a", "a").subtask(1, 0).build(), LINKS, 10).rows().get(0);
    assertThat(late.watermarkLag().text().replace('\u00a0', ' ')).isEqualTo("1 min 32 s");
    assertThat(late.startDelay().text().replace('\u00a0', ' ')).isEqualTo("1.3 s");
    assertThat(timeless.watermarkLag().isAbsent()).isTrue();
    assertThat(timeless.startDelay().isAbsent()).isTrue();
  }

  @Test
  void whatNoSubtaskHasGetsNoColumn() {
    OperatorView one = operator("a", "a").subtask(1, 0).watermarkLag(92).subtask(1, 0).build();
    assertThat(SubtaskTable.of(one, LINKS, 10).has()).isEqualTo(new SubtaskTable.Has(false, true, false));
  }

  @Test
  void aSilentSubtaskIsUnknownAndNotZero() {
    SubtaskTable.Row silent = SubtaskTable.of(operator("a", "a").unseen(1).build(), LINKS, 10).rows().get(0);
    assertThat(silent.level().word()).isEqualTo("UNKNOWN");
    assertThat(silent.busy().isAbsent()).isTrue();
    assertThat(silent.time()).isNull();
    assertThat(silent.workBar()).isNull();
  }
}
