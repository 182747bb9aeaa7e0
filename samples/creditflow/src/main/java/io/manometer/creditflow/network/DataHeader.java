package io.manometer.creditflow.network;

/**
 * What travels with the bytes of each buffer, so that the receiver notices when one is missing, comes twice or out of
 * order.
 *
 * @param sequence number of the frame in its channel, from 0
 * @param firstRecord number, in its channel from 0, of the first record that ends in this frame
 * @param records records that end in this frame
 * @param backlog buffers that the sender has ready behind this one
 */
public record DataHeader(int channel, long sequence, long firstRecord, int records, int backlog) {}
