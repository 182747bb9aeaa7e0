package io.manometer.flink;

import io.manometer.creditflow.graph.ChainedOperator;
import io.manometer.creditflow.graph.JobGraphBuilder;
import io.manometer.scenarios.Expectation.Bottleneck;
import io.manometer.scenarios.Scenario;
import io.manometer.scenarios.Scenarios;
import io.manometer.scenarios.Setting;
import io.manometer.scenarios.Site;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;

/** What the scenarios call themselves and their operators, asked of the pipelines and jobs that they declare. */
final class DeclaredNames {

  private static final Map<String, String> PARTS = Map.of("job", "any", "database", "jdbc:h2:mem:none", "quotes",
      "http://127.0.0.1:1", "brokers", "127.0.0.1:1", "topic", "any");

  /** Their graphs take a SQL planner; their operators are told by what is expected of them. */
  private static final Set<String> SQL_JOBS = Set.of("StatementJob", "TurnoverJob");

  private DeclaredNames() {}

  static Set<String> ofScenarios() {
    return Stream.concat(Scenarios.all().stream(), FlinkScenarios.all().stream()).map(Scenario::name)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Each operator by itself, without what Flink puts before and behind its name. */
  static Set<String> ofOperators() {
    List<String> names = new ArrayList<>();
    Scenarios.all().forEach(scenario -> settings(scenario).forEach(setting -> names.addAll(inPipeline(setting))));
    FlinkScenarios.all().forEach(scenario -> settings(scenario).forEach(setting -> names.addAll(inJob(setting))));
    Stream.concat(Scenarios.all().stream(), FlinkScenarios.all().stream())
        .filter(scenario -> scenario.expected() instanceof Bottleneck)
        .forEach(scenario -> names.add(((Bottleneck) scenario.expected()).operator()));
    return names.stream().flatMap(name -> Stream.of(name.split(" -> ")))
        .map(name -> name.replaceAll("^Source: |: Writer$|\\[\\d+]", ""))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static <S> Stream<S> settings(Scenario<S> scenario) {
    return scenario.fix() == null
        ? Stream.of(scenario.asFound()) : Stream.of(scenario.asFound(), scenario.fix().setting());
  }

  private static List<String> inPipeline(Setting setting) {
    Site site = new Site("any", PARTS.get("database"), new LongAdder());
    return JobGraphBuilder.build(setting.pipeline().apply(site).spec(), List.of("any")).vertices().stream()
        .flatMap(vertex -> vertex.chain().stream()).map(ChainedOperator::name).toList();
  }

  private static List<String> inJob(JobSetting setting) {
    return SQL_JOBS.contains(setting.main()) ? List.of() : Declaring.graphOf(setting).getStreamNodes().stream()
        .map(StreamNode::getOperatorName).toList();
  }

  /** In this environment a job's main class declares its graph and nothing runs. */
  private static final class Declaring extends StreamExecutionEnvironment {

    private StreamGraph declared;

    static StreamGraph graphOf(JobSetting setting) {
      Declaring environment = new Declaring();
      Map<String, String> named = new TreeMap<>(PARTS);
      named.putAll(setting.arguments());
      String[] arguments = named.entrySet().stream()
          .flatMap(argument -> Stream.of("--" + argument.getKey(), argument.getValue())).toArray(String[]::new);
      initializeContextEnvironment(configuration -> environment);
      try {
        Class.forName("io.manometer.flink.jobs." + setting.main()).getMethod("main", String[].class)
            .invoke(null, (Object) arguments);
      } catch (ReflectiveOperationException e) {
        throw new AssertionError(setting.main() + " declares no graph", e);
      } finally {
        resetContextEnvironment();
      }
      return environment.declared;
    }

    @Override
    public JobExecutionResult execute(StreamGraph graph) {
      declared = graph;
      return null;
    }
  }
}
