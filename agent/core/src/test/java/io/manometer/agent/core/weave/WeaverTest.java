package io.manometer.agent.core.weave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.manometer.agent.core.log.Log;
import io.manometer.agent.probe.Probe;
import io.manometer.agent.probe.ProbeListener;
import io.manometer.agent.target.JoinPoint;
import io.manometer.agent.target.StackHint;
import io.manometer.agent.target.Symbol;
import io.manometer.agent.target.TargetAdapter;
import io.manometer.agent.target.TargetLine;
import io.manometer.agent.target.TaskView;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import net.bytebuddy.asm.Advice;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WeaverTest {

  private final ByteArrayOutputStream logged = new ByteArrayOutputStream();
  private final Log log = new Log(new PrintStream(logged, true), Log.Level.INFO, System::nanoTime);
  private final List<String> heard = new ArrayList<>();

  @AfterEach
  void closeDoor() {
    Probe.listen(ProbeListener.NONE);
  }

  @Test
  void aJoinPointSpeaksToTheProbeAndTheMethodDoesWhatItDid() throws Exception {
    Probe.listen(new Hearing());
    Object target = woven(line("1", WaitAdvice.class)).getConstructor().newInstance();

    assertThat(call(target, "await", 41)).isEqualTo(42);
    assertThat(heard).containsExactly("waits", "ended");
  }

  @Test
  void aMethodThatThrowsThrowsWhatItThrewAndItsWaitEnds() throws Exception {
    Probe.listen(new Hearing());
    Object target = woven(line("1", WaitAdvice.class)).getConstructor().newInstance();

    Throwable thrown = null;
    try {
      call(target, "await", -1);
    } catch (InvocationTargetException e) {
      thrown = e.getCause();
    }
    assertThat(thrown).isInstanceOf(IllegalStateException.class).hasMessage("as before");
    assertThat(heard).containsExactly("waits", "ended");
  }

  @Test
  void adviceThatThrowsIsHeldBackAndTold() throws Exception {
    Probe.listen(new Hearing());
    Object target = woven(line("1", BrokenAdvice.class)).getConstructor().newInstance();

    assertThat(call(target, "await", 41)).isEqualTo(42);
    assertThat(heard).containsExactly("failed advice is broken");
  }

  @Test
  void aVersionThatDoesNotFitStaysAsItIsAndWhatIsMissingIsNamed() throws Exception {
    TargetLine wants = new TargetLine("1", List.of(Symbol.field(Target.class.getName(), "credits", "J")),
        line("1", WaitAdvice.class).joinPoints());
    Weaver weaver = weaver(wants);
    Probe.listen(new Hearing());

    assertThat(transform(weaver, Target.class)).isNull();
    assertThat(weaver.modules().get(0).state()).isEqualTo(Module.State.OFF);
    assertThat(weaver.modules().get(0).problem())
        .isEqualTo("unknown version of test: 1 lacks field " + Target.class.getName() + ".credits J");
    assertThat(transform(weaver, Target.class)).isNull();
    assertThat(logged.toString().lines().count()).isEqualTo(1);
  }

  @Test
  void aMethodWithOtherParametersIsNotTheOneMeant() throws Exception {
    JoinPoint other = new JoinPoint(JoinPoint.Kind.INPUT_WAIT, Target.class.getName(), "await", List.of("long"), WaitAdvice.class);
    Weaver weaver = weaver(new TargetLine("1", List.of(), List.of(other)));

    assertThat(transform(weaver, Target.class)).isNull();
    assertThat(weaver.modules().get(0).problem()).contains("1 lacks method " + Target.class.getName() + ".await(long)");
  }

  @Test
  void theFirstLineThatFitsIsWoven() throws Exception {
    TargetLine newer = new TargetLine("2", List.of(Symbol.ofClass("no.such.Type")),
        line("2", BrokenAdvice.class).joinPoints());
    Weaver weaver = weaver(newer, line("1", WaitAdvice.class));

    assertThat(transform(weaver, Target.class)).isNotNull();
    assertThat(weaver.modules().get(0).line()).isEqualTo("1");
    assertThat(weaver.modules().get(0).problem()).isNull();
  }

  @Test
  void classesOfNobodyAreLeftAlone() throws Exception {
    Weaver weaver = weaver(line("1", WaitAdvice.class));

    assertThat(transform(weaver, String.class)).isNull();
    assertThat(weaver.transform(null, null, null, null, new byte[0])).isNull();
    assertThat(weaver.modules().get(0).state()).isEqualTo(Module.State.WAITING);
  }

  @Test
  void bytesThatAreNoClassTurnTheModuleOffAndNothingElse() {
    Weaver weaver = weaver(line("1", WaitAdvice.class));

    assertThat(weaver.transform(getClass().getClassLoader(), Target.class.getName().replace('.', '/'), null, null,
        new byte[] {1, 2, 3})).isNull();
    assertThat(weaver.modules().get(0).state()).isEqualTo(Module.State.OFF);
  }

  @Test
  void aTaskThatCannotBeReadIsAProblemWhileItsThreadLivesWhateverOthersTell() throws Exception {
    Weaver weaver = weaver(line("1", WaitAdvice.class));
    CountDownLatch end = new CountDownLatch(1);
    Thread thread = new Thread(new FutureTask<>(() -> end.await(60, TimeUnit.SECONDS)));
    thread.start();

    assertThatThrownBy(() -> weaver.open(new Unreadable(), thread)).isInstanceOf(UnsupportedOperationException.class);
    assertThat(weaver.open(new Target(), Thread.currentThread())).isPresent();
    assertThat(weaver.modules().get(0).problem()).startsWith("a task cannot be read: ");
    end.countDown();
    thread.join();
    assertThat(weaver.modules().get(0).problem()).isNull();
  }

  @Test
  void whereLoadedClassesCannotBeChangedNothingIsWovenAndTheModuleIsOffUntilTheyCan() {
    LoadedClass jvm = new LoadedClass(Target.class);
    Weaver weaver = new Weaver(jvm.instrumentation(), List.of(new Adapter(List.of(line("1", WaitAdvice.class)))), log);
    Module module = weaver.modules().get(0);
    jvm.refuse(new InternalError("no memory for classes"));

    assertThat(weaver.install()).hasValueSatisfying(why -> assertThat(why).contains("no memory for classes"));
    assertThat(weaver.isInstalled()).isFalse();
    assertThat(jvm.isAskingAnybody()).isFalse();
    assertThat(module.state()).isEqualTo(Module.State.OFF);
    assertThat(module.problem()).contains("no memory for classes");
    assertThat(weaver.uninstall()).isEmpty();

    jvm.refuse(null);
    assertThat(weaver.install()).isEmpty();
    assertThat(weaver.isInstalled()).isTrue();
    assertThat(module.state()).isEqualTo(Module.State.ON);
    assertThat(module.problem()).isNull();
  }

  @Test
  void aClassThatKeepsItsWovenCodeIsToldAndGetsItsOwnBackTheNextTime() {
    LoadedClass jvm = new LoadedClass(Target.class);
    Weaver weaver = new Weaver(jvm.instrumentation(), List.of(new Adapter(List.of(line("1", WaitAdvice.class)))), log);
    weaver.install();
    jvm.refuse(new OutOfMemoryError("Metaspace"));

    assertThat(weaver.uninstall()).hasValueSatisfying(why -> assertThat(why).contains("Metaspace"));
    assertThat(jvm.isWoven()).isTrue();
    jvm.refuse(null);
    assertThat(weaver.uninstall()).isEmpty();
    assertThat(jvm.isWoven()).isFalse();
  }

  /** What is woven here. */
  public static class Target {
    public int await(int value) {
      if (value < 0) {
        throw new IllegalStateException("as before");
      }
      return value + 1;
    }
  }

  private static final class Unreadable extends Target {}

  static final class WaitAdvice {
    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void began(@Advice.This Object gate) {
      Probe.inputWaitBegan(gate);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void ended() {
      Probe.waitEnded();
    }
  }

  static final class BrokenAdvice {
    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void began() {
      throw new IllegalStateException("advice is broken");
    }
  }

  private static TargetLine line(String name, Class<?> advice) {
    return new TargetLine(name, List.of(Symbol.method(Target.class.getName(), "await", "(I)I")),
        List.of(new JoinPoint(JoinPoint.Kind.INPUT_WAIT, Target.class.getName(), "await", List.of("int"), advice)));
  }

  private Weaver weaver(TargetLine... lines) {
    return new Weaver(null, List.of(new Adapter(List.of(lines))), log);
  }

  private Class<?> woven(TargetLine line) throws Exception {
    byte[] bytes = transform(weaver(line), Target.class);
    return new ClassLoader(getClass().getClassLoader()) {
      Class<?> define() {
        return defineClass(Target.class.getName(), bytes, 0, bytes.length);
      }
    }.define();
  }

  private static byte[] transform(Weaver weaver, Class<?> type) throws IOException {
    String resource = type.getName().replace('.', '/');
    try (InputStream bytes = type.getResourceAsStream("/" + resource + ".class")) {
      return weaver.transform(type.getClassLoader(), resource, null, null, bytes.readAllBytes());
    }
  }

  private static Object call(Object target, String method, int value) throws Exception {
    return target.getClass().getMethod(method, int.class).invoke(target, value);
  }

  private record Adapter(List<TargetLine> lines) implements TargetAdapter {
    @Override
    public String name() {
      return "test";
    }

    @Override
    public List<StackHint> stackHints() {
      return List.of();
    }

    @Override
    public TaskView open(Object task) {
      if (task instanceof Unreadable) {
        throw new UnsupportedOperationException();
      }
      return null;
    }

    @Override
    public Optional<Object> taskOf(Thread thread, Object runnable) {
      return Optional.empty();
    }
  }

  private final class Hearing implements ProbeListener {
    @Override
    public void taskStarted(Object task) {
      heard.add("started");
    }

    @Override
    public void taskEnded(Object task) {
      heard.add("over");
    }

    @Override
    public void inputWaitBegan(Object gate) {
      heard.add("waits");
    }

    @Override
    public void outputWaitBegan(Object output, int target) {
      heard.add("waits for " + target);
    }

    @Override
    public void waitBegan(Object place) {
      heard.add("waits somewhere");
    }

    @Override
    public void waitEnded() {
      heard.add("ended");
    }

    @Override
    public void adviceFailed(Throwable error) {
      heard.add("failed " + error.getMessage());
    }
  }
}
