/**
 * What values mean, the same on every engine: {@link dev.plumbline.runner.value.Keys} (equality and
 * order), {@link dev.plumbline.runner.value.SplitMembership} (training or test), {@link
 * dev.plumbline.runner.value.Expectations} (what must hold of rows before they are committed).
 */
package dev.plumbline.runner.value;
