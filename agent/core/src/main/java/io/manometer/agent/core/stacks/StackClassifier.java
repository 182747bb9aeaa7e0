package io.manometer.agent.core.stacks;

import io.manometer.agent.target.JoinPoint;
import io.manometer.agent.target.StackHint;
import io.manometer.agent.target.StackHint.Kind;
import io.manometer.wire.StackProfile.StackClass;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Says what a busy thread is doing, from its state and its stack. Each sample has one class, by this precedence:
 *
 * <ol>
 *   <li>blocked on a monitor: LOCK (the sampler makes it OTHER where no task holds it); inside {@code Thread.sleep}: SLEEP;
 *   <li>standing still (waiting, parked): LOCK while it acquires a lock or takes from a pool, in a client as well, as
 *       somebody shares that then; SOCKET_IO inside a client of another process, STATE inside a state store, ASYNC_WAIT
 *       while it waits for a permit, a queue or a condition, else OTHER;
 *   <li>runnable: SOCKET_IO or FILE_IO where the JDK's innermost frame is the native call, else STATE, else
 *       SERIALIZATION where such code lies above the innermost operator, else ON_CPU.
 * </ol>
 *
 * <p>A state store that calls the user's code, such as the function of an aggregating state, is no STATE while that runs.
 */
public final class StackClassifier {

  private static final int LONGEST_FRAME = 200;

  private final List<StackHint> hints;
  private final WaitPlaces waits;

  /** Uses the list of common libraries and what the target adds to it. */
  public StackClassifier(List<StackHint> targetHints, WaitPlaces waits) {
    this.waits = waits;
    hints = new ArrayList<>(targetHints);
    hints.addAll(KnownFrames.LIBRARIES);
  }

  /** The wait that the stack stands in; a thread that waits for the runtime does nothing that could be classified. */
  public Optional<JoinPoint.Kind> waitIn(StackTraceElement[] stack) {
    return waits.in(stack);
  }

  /** What the thread does; {@code stack} has the innermost frame first. */
  public StackClass classify(Thread.State state, StackTraceElement[] stack) {
    if (state == Thread.State.BLOCKED) {
      return StackClass.LOCK;
    }
    if (isSleep(stack)) {
      return StackClass.SLEEP;
    }
    return state == Thread.State.RUNNABLE ? whileRunnable(stack) : whileStandingStill(stack);
  }

  /**
   * The nearest frame of the user's code: not of the JDK, not of the runtime, not of a library that gave the sample its
   * class; where there is none, the nearest that is not the JDK's or the runtime's.
   */
  public Optional<String> userFrame(StackTraceElement[] stack) {
    StackTraceElement library = null;
    for (StackTraceElement frame : stack) {
      Kind kind = KnownFrames.isJdk(frame) ? Kind.RUNTIME : kindOf(frame);
      if (kind == null) {
        return Optional.of(text(frame));
      }
      if (library == null && kind != Kind.RUNTIME && kind != Kind.OPERATOR_CALL) {
        library = frame;
      }
    }
    return Optional.ofNullable(library).map(StackClassifier::text);
  }

  private StackClass whileRunnable(StackTraceElement[] stack) {
    if (nativeCallIs(stack, true)) {
      return StackClass.SOCKET_IO;
    }
    if (nativeCallIs(stack, false)) {
      return StackClass.FILE_IO;
    }
    Set<Kind> kinds = kindsAboveInnermostOperator(stack);
    if (kinds.contains(Kind.STATE)) {
      return StackClass.STATE;
    }
    return kinds.contains(Kind.SERIALIZATION) ? StackClass.SERIALIZATION : StackClass.ON_CPU;
  }

  private StackClass whileStandingStill(StackTraceElement[] stack) {
    StackClass parked = whyParked(stack);
    if (parked == StackClass.LOCK || isInPool(stack)) {
      return StackClass.LOCK;
    }
    Set<Kind> kinds = kindsAboveInnermostOperator(stack);
    if (kinds.contains(Kind.CLIENT_IO)) {
      return StackClass.SOCKET_IO;
    }
    if (kinds.contains(Kind.STATE)) {
      return StackClass.STATE;
    }
    if (kinds.contains(Kind.LOCK)) {
      return StackClass.LOCK;
    }
    return kinds.contains(Kind.ASYNC_WAIT) ? StackClass.ASYNC_WAIT : parked;
  }

  /** Whether it is a pool that stands still, not what was taken out of it: somebody else has all that it holds. */
  private boolean isInPool(StackTraceElement[] stack) {
    for (StackTraceElement frame : stack) {
      if (!KnownFrames.isJdk(frame)) {
        return kindOf(frame) == Kind.LOCK;
      }
    }
    return false;
  }

  private Set<Kind> kindsAboveInnermostOperator(StackTraceElement[] stack) {
    Set<Kind> kinds = EnumSet.noneOf(Kind.class);
    boolean inUserCode = false;
    for (StackTraceElement frame : stack) {
      Kind kind = kindOf(frame);
      if (kind == Kind.OPERATOR_CALL) {
        break;
      }
      inUserCode |= kind == null && !KnownFrames.isJdk(frame);
      if (kind != null && !(kind == Kind.STATE && inUserCode)) {
        kinds.add(kind);
      }
    }
    return kinds;
  }

  private Kind kindOf(StackTraceElement frame) {
    for (StackHint hint : hints) {
      if (hint.matches(frame)) {
        return hint.kind();
      }
    }
    return null;
  }

  private static StackClass whyParked(StackTraceElement[] stack) {
    for (StackTraceElement frame : stack) {
      if (!KnownFrames.isJdk(frame)) {
        return StackClass.OTHER;
      }
      if (KnownFrames.isSynchronizer(frame)) {
        continue;
      }
      for (StackHint hint : KnownFrames.STANDING_STILL) {
        if (hint.matches(frame)) {
          return switch (hint.kind()) {
            case LOCK -> StackClass.LOCK;
            case ASYNC_WAIT -> StackClass.ASYNC_WAIT;
            default -> StackClass.OTHER;
          };
        }
      }
    }
    return StackClass.OTHER;
  }

  /** Whether a native frame is on top and the JDK's frames under it belong to sockets (or else to files). */
  private static boolean nativeCallIs(StackTraceElement[] stack, boolean socket) {
    if (stack.length == 0 || !stack[0].isNativeMethod()) {
      return false;
    }
    for (int i = 0; i < stack.length && (i == 0 || KnownFrames.isJdk(stack[i])); i++) {
      if (socket ? KnownFrames.isSocket(stack[i]) : KnownFrames.isFile(stack[i])) {
        return true;
      }
    }
    return false;
  }

  private static boolean isSleep(StackTraceElement[] stack) {
    for (int i = 0; i < Math.min(4, stack.length); i++) {
      if (stack[i].getClassName().equals("java.lang.Thread") && stack[i].getMethodName().startsWith("sleep")) {
        return true;
      }
    }
    return false;
  }

  private static String text(StackTraceElement frame) {
    String text = frame.getClassName() + "." + frame.getMethodName()
        + (frame.getLineNumber() > 0 ? ":" + frame.getLineNumber() : "");
    return text.length() <= LONGEST_FRAME ? text : text.substring(0, LONGEST_FRAME);
  }
}
