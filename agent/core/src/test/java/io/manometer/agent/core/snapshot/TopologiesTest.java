package io.manometer.agent.core.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.wire.EdgeLink;
import io.manometer.wire.EdgeLink.Partitioning;
import io.manometer.wire.JobTopology;
import io.manometer.wire.OperatorNode;
import io.manometer.wire.OperatorNode.Role;
import java.util.List;
import org.junit.jupiter.api.Test;

class TopologiesTest {

  @Test
  void thePartsThatSingleTasksSeeBecomeOneGraphForEachJob() {
    JobTopology head = part("job", List.of("a", "b"), List.of("a->b"), null);
    JobTopology tail = part("job", List.of("b", "c"), List.of("a->b", "b->c"), 5000L);
    JobTopology other = part("other", List.of("a"), List.of(), null);

    List<JobTopology> united = Topologies.united(List.of(head, other, head, tail));

    assertThat(united).extracting(JobTopology::id).containsExactly("job", "other");
    assertThat(united.get(0).operators()).extracting(OperatorNode::id).containsExactly("a", "b", "c");
    assertThat(united.get(0).edges()).extracting(EdgeLink::id).containsExactly("a->b", "b->c");
    assertThat(united.get(0).slaLagMillis()).isEqualTo(5000);
  }

  @Test
  void howAnEdgeSpreadsItsRecordsIsTakenFromWhoKnows() {
    JobTopology first = edge(Partitioning.UNKNOWN);
    JobTopology second = edge(Partitioning.FORWARD);

    assertThat(Topologies.united(List.of(first, second, first)).get(0).edges())
        .extracting(EdgeLink::partitioning).containsExactly(Partitioning.FORWARD);
  }

  private static JobTopology edge(Partitioning partitioning) {
    return new JobTopology("job", "job", "test", List.of(), List.of(new EdgeLink("e", "a", "b", partitioning)), null);
  }

  private static JobTopology part(String job, List<String> operators, List<String> edges, Long slaLag) {
    return new JobTopology(job, job, "test",
        operators.stream().map(id -> new OperatorNode(id, id, 1, null, Role.INNER, List.of())).toList(),
        edges.stream().map(id -> new EdgeLink(id, id.substring(0, 1), id.substring(3), Partitioning.HASH)).toList(),
        slaLag);
  }
}
