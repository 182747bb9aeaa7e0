package io.manometer.ui.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.ui.graph.LayeredLayout.Placement;
import io.manometer.ui.graph.LayeredLayout.Point;
import io.manometer.ui.graph.LayeredLayout.Route;
import io.manometer.ui.graph.LayeredLayout.Sizes;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LayeredLayoutTest {

  private static final Sizes SIZES = new Sizes(100, 40, 60, 20);

  @Test
  void nothingTakesNoRoom() {
    assertThat(place(0)).isEqualTo(new Placement(List.of(), List.of(), 0, 0));
  }

  @Test
  void aChainStandsInOneRowFromLeftToRight() {
    Placement chain = place(3, new Link(0, 1), new Link(1, 2));
    assertThat(chain.nodes()).containsExactly(new Point(0, 0), new Point(160, 0), new Point(320, 0));
    assertThat(chain.width()).isEqualTo(420);
    assertThat(chain.height()).isEqualTo(40);
  }

  @Test
  void branchesStandAboveEachOtherAndTheirForkBetweenThem() {
    Placement fork = place(3, new Link(0, 1), new Link(0, 2));
    assertThat(fork.nodes().get(1).x()).isEqualTo(fork.nodes().get(2).x());
    assertThat(Math.abs(fork.nodes().get(1).y() - fork.nodes().get(2).y())).isEqualTo(60);
    assertThat(fork.nodes().get(0).y()).isEqualTo((fork.nodes().get(1).y() + fork.nodes().get(2).y()) / 2);
  }

  @Test
  void linksThatNeedNotCrossDoNot() {
    Placement two = place(4, new Link(0, 3), new Link(1, 2));
    assertThat(Integer.signum(Double.compare(two.nodes().get(0).y(), two.nodes().get(1).y())))
        .isEqualTo(Integer.signum(Double.compare(two.nodes().get(3).y(), two.nodes().get(2).y())));
  }

  @Test
  void aSourceOfALateJoinStandsNextToTheJoin() {
    Placement join = place(5, new Link(0, 1), new Link(1, 2), new Link(2, 4), new Link(3, 4));
    assertThat(join.nodes().get(3).x()).isEqualTo(join.nodes().get(2).x());
  }

  @Test
  void aLinkOverSeveralColumnsPassesNoNode() {
    Placement skip = place(4, new Link(0, 1), new Link(1, 2), new Link(2, 3), new Link(0, 3));
    Route around = skip.routes().get(3);
    assertThat(around.points()).hasSize(6);
    for (int node : new int[] {1, 2}) {
      double top = skip.nodes().get(node).y();
      assertThat(around.points().subList(1, 5))
          .filteredOn(p -> p.x() >= skip.nodes().get(node).x() && p.x() <= skip.nodes().get(node).x() + 100)
          .allMatch(p -> p.y() < top || p.y() > top + 40);
    }
  }

  @Test
  void aCycleIsDrawnBackwardBelowEverything() {
    Placement cycle = place(3, new Link(0, 1), new Link(1, 2), new Link(2, 0));
    assertThat(cycle.routes()).extracting(Route::backward).containsExactly(false, false, true);
    assertThat(cycle.nodes()).extracting(Point::x).containsExactly(0.0, 160.0, 320.0);
    assertThat(cycle.routes().get(2).points().get(1).y()).isGreaterThan(40);
  }

  @Test
  void aLinkToItselfIsBackward() {
    assertThat(place(1, new Link(0, 0)).routes().get(0).backward()).isTrue();
  }

  @Test
  void severalLinksBetweenTwoNodesTouchThemAtDifferentPlaces() {
    Placement twice = place(2, new Link(0, 1), new Link(0, 1));
    assertThat(twice.routes().get(0).points().get(0)).isNotEqualTo(twice.routes().get(1).points().get(0));
  }

  @Test
  void aDeepGraphDoesNotExhaustTheStack() {
    List<Link> links = new ArrayList<>();
    for (int i = 0; i + 1 < 20_000; i++) {
      links.add(new Link(i, i + 1));
    }
    assertThat(LayeredLayout.place(20_000, links, SIZES).nodes()).hasSize(20_000);
  }

  @Test
  void nodesNeverOverlapWhateverTheGraph() {
    for (int seed = 0; seed < 60; seed++) {
      Random random = new Random(seed);
      int nodes = 1 + random.nextInt(60);
      List<Link> links = new ArrayList<>();
      for (int i = random.nextInt(3 * nodes); i > 0; i--) {
        links.add(new Link(random.nextInt(nodes), random.nextInt(nodes)));
      }
      Placement placement = LayeredLayout.place(nodes, links, SIZES);
      assertThat(placement.routes()).hasSize(links.size());
      assertThat(overlaps(placement.nodes())).as("seed " + seed).isZero();
      assertThat(placement.nodes()).allMatch(p -> p.x() >= 0 && p.y() >= 0 && p.x() + 100 <= placement.width() && p.y() + 40 <= placement.height());
    }
  }

  private static long overlaps(List<Point> nodes) {
    long overlaps = 0;
    for (int i = 0; i < nodes.size(); i++) {
      for (int j = 0; j < i; j++) {
        boolean apart = Math.abs(nodes.get(i).x() - nodes.get(j).x()) >= 100 || Math.abs(nodes.get(i).y() - nodes.get(j).y()) >= 59.999;
        overlaps += apart ? 0 : 1;
      }
    }
    return overlaps;
  }

  private static Placement place(int nodes, Link... links) {
    return LayeredLayout.place(nodes, List.of(links), SIZES);
  }
}
