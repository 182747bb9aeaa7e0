package io.manometer.ui.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * The column of each node: one more than the longest path that leads to it. Links that close a cycle count as backward
 * and do not push anything to the right.
 *
 * @param backward per link, in the order of the links
 */
record Ranks(int[] ofNode, boolean[] backward) {

  private static final byte NEW = 0;
  private static final byte OPEN = 1;
  private static final byte DONE = 2;

  static Ranks of(int nodes, List<Link> links) {
    List<List<Integer>> leaving = leaving(nodes, links);
    boolean[] backward = closingCycles(nodes, links, leaving);
    int[] rank = longestPaths(nodes, links, leaving, backward);
    pullSourcesToTheirReaders(rank, links, backward);
    return new Ranks(rank, backward);
  }

  int columns() {
    return Arrays.stream(ofNode).max().orElse(-1) + 1;
  }

  private static List<List<Integer>> leaving(int nodes, List<Link> links) {
    List<List<Integer>> leaving = new ArrayList<>();
    for (int node = 0; node < nodes; node++) {
      leaving.add(new ArrayList<>());
    }
    for (int link = 0; link < links.size(); link++) {
      leaving.get(links.get(link).from()).add(link);
    }
    return leaving;
  }

  /** Depth first, without recursion: a foreign graph may be deep. A link to a node that is still open closes a cycle. */
  private static boolean[] closingCycles(int nodes, List<Link> links, List<List<Integer>> leaving) {
    boolean[] backward = new boolean[links.size()];
    byte[] state = new byte[nodes];
    int[] next = new int[nodes];
    Deque<Integer> path = new ArrayDeque<>();
    for (int start = 0; start < nodes; start++) {
      if (state[start] == NEW) {
        state[start] = OPEN;
        path.push(start);
      }
      while (!path.isEmpty()) {
        int node = path.peek();
        if (next[node] == leaving.get(node).size()) {
          state[path.pop()] = DONE;
          continue;
        }
        int link = leaving.get(node).get(next[node]++);
        int to = links.get(link).to();
        backward[link] = state[to] == OPEN;
        if (state[to] == NEW) {
          state[to] = OPEN;
          path.push(to);
        }
      }
    }
    return backward;
  }

  private static int[] longestPaths(int nodes, List<Link> links, List<List<Integer>> leaving, boolean[] backward) {
    int[] waitsFor = new int[nodes];
    for (int link = 0; link < links.size(); link++) {
      waitsFor[links.get(link).to()] += backward[link] ? 0 : 1;
    }
    Deque<Integer> ready = new ArrayDeque<>();
    for (int node = 0; node < nodes; node++) {
      if (waitsFor[node] == 0) {
        ready.add(node);
      }
    }
    int[] rank = new int[nodes];
    while (!ready.isEmpty()) {
      int node = ready.remove();
      for (int link : leaving.get(node)) {
        if (!backward[link]) {
          int to = links.get(link).to();
          rank[to] = Math.max(rank[to], rank[node] + 1);
          if (--waitsFor[to] == 0) {
            ready.add(to);
          }
        }
      }
    }
    return rank;
  }

  /** A source that only feeds a late join stands next to it and not at the far left. */
  private static void pullSourcesToTheirReaders(int[] rank, List<Link> links, boolean[] backward) {
    int[] nearest = new int[rank.length];
    Arrays.fill(nearest, Integer.MAX_VALUE);
    boolean[] fed = new boolean[rank.length];
    for (int link = 0; link < links.size(); link++) {
      if (!backward[link]) {
        Link each = links.get(link);
        nearest[each.from()] = Math.min(nearest[each.from()], rank[each.to()]);
        fed[each.to()] = true;
      }
    }
    for (int node = 0; node < rank.length; node++) {
      if (!fed[node] && nearest[node] != Integer.MAX_VALUE) {
        rank[node] = nearest[node] - 1;
      }
    }
  }
}
