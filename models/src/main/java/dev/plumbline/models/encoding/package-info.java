/**
 * Records as rows of floats: {@link dev.plumbline.models.encoding.EncoderFit} learns, {@link
 * dev.plumbline.models.encoding.FeatureEncoder} encodes, {@link
 * dev.plumbline.models.encoding.FieldEncoding} says how each field is encoded.
 */
package dev.plumbline.models.encoding;
