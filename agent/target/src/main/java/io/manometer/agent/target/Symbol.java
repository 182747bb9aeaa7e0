package io.manometer.agent.target;

/**
 * A class, method or field that must exist in the target, named as class files name it.
 *
 * @param owner binary name of the declaring class
 * @param name of the member; empty for the class itself
 * @param descriptor of the member, such as {@code ()V} or {@code J}; empty for the class itself
 */
public record Symbol(Kind kind, String owner, String name, String descriptor) {

  /** What a symbol names. */
  public enum Kind { CLASS, METHOD, FIELD }

  public static Symbol ofClass(String owner) {
    return new Symbol(Kind.CLASS, owner, "", "");
  }

  public static Symbol method(String owner, String name, String descriptor) {
    return new Symbol(Kind.METHOD, owner, name, descriptor);
  }

  public static Symbol field(String owner, String name, String descriptor) {
    return new Symbol(Kind.FIELD, owner, name, descriptor);
  }

  /** As the log and {@code /status} name it when it is missing. */
  @Override
  public String toString() {
    return switch (kind) {
      case CLASS -> "class " + owner;
      case METHOD -> "method " + owner + "." + name + descriptor;
      case FIELD -> "field " + owner + "." + name + " " + descriptor;
    };
  }
}
