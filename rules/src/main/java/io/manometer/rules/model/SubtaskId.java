package io.manometer.rules.model;

import java.util.Comparator;

/** One parallel instance of an operator. */
public record SubtaskId(String operator, int index) implements Comparable<SubtaskId> {

  private static final Comparator<SubtaskId> ORDER =
      Comparator.comparing(SubtaskId::operator).thenComparingInt(SubtaskId::index);

  public SubtaskId {
    Check.id(operator, "subtask.operator");
    Check.notNegative(index, "subtask.index");
  }

  @Override
  public int compareTo(SubtaskId other) {
    return ORDER.compare(this, other);
  }
}
