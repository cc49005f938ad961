/**
 * Rows as bytes: read {@link dev.plumbline.runner.codec.RowCodec} first, the format of one row,
 * then {@link dev.plumbline.runner.codec.RowSpill}, many rows in a local file.
 */
package dev.plumbline.runner.codec;
