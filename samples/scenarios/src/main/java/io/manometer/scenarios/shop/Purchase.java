package io.manometer.scenarios.shop;

import io.manometer.creditflow.serde.BinaryInput;
import io.manometer.creditflow.serde.BinaryOutput;
import io.manometer.creditflow.serde.Serializer;
import io.manometer.creditflow.serde.Serializers;

/**
 * Something bought.
 *
 * @param cents price of the whole
 * @param note free text as the customer or the till wrote it, about a kilobyte
 */
public record Purchase(long id, String customer, long cents, String note) {

  public static final Serializer<Purchase> SERIALIZER = Serializers.of(Purchase::write, Purchase::read);

  Purchase withNote(String other) {
    return new Purchase(id, customer, cents, other);
  }

  Purchase withCents(long other) {
    return new Purchase(id, customer, other, note);
  }

  private static void write(Purchase purchase, BinaryOutput out) {
    out.writeLong(purchase.id);
    out.writeString(purchase.customer);
    out.writeLong(purchase.cents);
    out.writeString(purchase.note);
  }

  private static Purchase read(BinaryInput in) {
    return new Purchase(in.readLong(), in.readString(), in.readLong(), in.readString());
  }
}
