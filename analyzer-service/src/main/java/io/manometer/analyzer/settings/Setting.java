package io.manometer.analyzer.settings;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Describes one setting, on the record component that holds it; its default is the {@code @DefaultValue} beside it.
 * The reference page and the errors are made of this.
 */
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.RUNTIME)
public @interface Setting {

  /** What it decides, in a sentence. */
  String value();

  /** Which values are right, as the end of the sentence "right would be …". */
  String allowed();

  /** What holds when it is not given and has no fixed default. */
  String absent() default "none";
}
