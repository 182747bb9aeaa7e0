package io.manometer.ui.view;

import io.manometer.rules.report.Diagnosis;
import io.manometer.rules.report.Diagnosis.Subject;
import io.manometer.rules.report.Remedy;
import io.manometer.rules.report.Report;
import io.manometer.ui.text.Figure;
import io.manometer.ui.text.Name;
import io.manometer.ui.text.Watch;
import io.manometer.ui.text.Watch.Moment;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * One root cause.
 *
 * @param number its place by importance, from 1
 * @param subject what is named, in front of the operators, such as {@code these operators together}
 * @param joined class by which the operators are joined: {@code listed}, or {@code arrowed} for the ends of an edge
 * @param subtasks such as {@code subtasks 0 and 3}; null when all are concerned
 * @param summary null when the page's headline already says it
 */
public record DiagnosisView(
    int number,
    String cause,
    String code,
    String subject,
    String joined,
    List<OperatorLink> operators,
    String subtasks,
    Name chainOperator,
    Name summary,
    Badge confidence,
    Moment since,
    List<EvidenceRow> evidence,
    List<Advice> todo,
    List<Advice> avoid,
    Figure gain,
    Name gainSummary,
    OperatorLink next) {

  private static final int SUBTASKS_NAMED = 6;

  /** Something to change or to leave alone; {@code how} and {@code why} may be null. */
  public record Advice(Name action, String how, Name why) {
    static Advice of(Remedy remedy) {
      return new Advice(Name.sentence(remedy.action()), Name.code(remedy.how()), Name.sentence(remedy.why()));
    }
  }

  static List<DiagnosisView> of(Report report, Links links, Watch watch) {
    List<Diagnosis> all = report.diagnoses();
    return IntStream.range(0, all.size())
        .mapToObj(i -> of(all.get(i), i + 1, report, links, watch))
        .toList();
  }

  private static DiagnosisView of(Diagnosis diagnosis, int number, Report report, Links links, Watch watch) {
    Diagnosis.Gain gain = diagnosis.gain();
    return new DiagnosisView(
        number,
        CauseWords.of(diagnosis.cause()),
        diagnosis.cause().name(),
        subject(diagnosis.subject()),
        diagnosis.subject().kind() == Subject.Kind.EDGE ? "arrowed" : "listed",
        operators(diagnosis, report, links),
        subtasks(diagnosis.subtasks()),
        diagnosis.chainOperator() == null ? null : Name.of(diagnosis.chainOperator().name()),
        report.sentence().startsWith(diagnosis.summary()) ? null : Name.sentence(diagnosis.summary()),
        Badge.of(diagnosis.confidence()),
        watch.read(diagnosis.since()),
        EvidenceRow.of(diagnosis.evidence()),
        advice(diagnosis, Remedy.Kind.DO),
        advice(diagnosis, Remedy.Kind.AVOID),
        gain == null ? Figure.ABSENT : Figure.factor(gain.factor()),
        gain == null ? null : Name.sentence(gain.summary()),
        OperatorLink.of(diagnosis.nextBottleneck(), report, links));
  }

  private static String subject(Subject subject) {
    return switch (subject.kind()) {
      case OPERATOR -> "at";
      case SET -> "in these together:";
      case EDGE -> "on the edge";
      case WORKER -> subject.operators().isEmpty() ? "of one worker" : "of one worker, which runs";
      case JOB -> "of the job as a whole";
    };
  }

  private static List<OperatorLink> operators(Diagnosis diagnosis, Report report, Links links) {
    if (diagnosis.operator() != null) {
      return List.of(OperatorLink.of(diagnosis.operator(), report, links));
    }
    return diagnosis.subject().operators().stream().map(id -> OperatorLink.of(id, report, links)).toList();
  }

  private static String subtasks(List<Integer> subtasks) {
    if (subtasks.isEmpty()) {
      return null;
    }
    String named = subtasks.stream().limit(SUBTASKS_NAMED).map(String::valueOf).collect(Collectors.joining(", "));
    int more = subtasks.size() - SUBTASKS_NAMED;
    return (subtasks.size() == 1 ? "subtask " : "subtasks ") + named + (more > 0 ? " and " + more + " more" : "");
  }

  private static List<Advice> advice(Diagnosis diagnosis, Remedy.Kind kind) {
    return diagnosis.remedies().stream().filter(remedy -> remedy.kind() == kind).map(Advice::of).toList();
  }
}
