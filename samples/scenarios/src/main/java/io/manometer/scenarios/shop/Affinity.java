package io.manometer.scenarios.shop;

import io.manometer.creditflow.function.Collector;
import io.manometer.creditflow.function.ProcessFunction;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Keeps a taste vector for each customer and compares it with the products' vectors at each purchase. */
public final class Affinity implements ProcessFunction<Purchase, Purchase> {

  private static final int DIMENSIONS = 64;
  private static final int PRODUCTS = 256;
  private static final float[][] PRODUCT_VECTORS = productVectors();

  private final Thoroughness thoroughness;
  private final Map<String, float[]> tastes = new HashMap<>();
  private float[] taste;
  private float nearest;
  private int next;

  public Affinity(Duration perRecord) {
    this.thoroughness = new Thoroughness(perRecord);
  }

  @Override
  public void process(Purchase purchase, Collector<? super Purchase> out) {
    taste = tastes.computeIfAbsent(purchase.customer(), customer -> new float[DIMENSIONS]);
    taste[(int) (purchase.cents() % DIMENSIONS)] += 1f;
    nearest = 0;
    thoroughness.spend(this::compareWithNextProducts);
    out.collect(purchase.withCents(purchase.cents() + (nearest > 1e9f ? 1 : 0)));
  }

  private void compareWithNextProducts() {
    for (int i = 0; i < 32; i++) {
      next = (next + 1) % PRODUCTS;
      nearest = Math.max(nearest, dot(taste, PRODUCT_VECTORS[next]));
    }
  }

  private static float dot(float[] a, float[] b) {
    float sum = 0;
    for (int i = 0; i < DIMENSIONS; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static float[][] productVectors() {
    float[][] vectors = new float[PRODUCTS][DIMENSIONS];
    for (int product = 0; product < PRODUCTS; product++) {
      for (int dimension = 0; dimension < DIMENSIONS; dimension++) {
        vectors[product][dimension] = (float) Math.sin(product * 31 + dimension);
      }
    }
    return vectors;
  }
}
