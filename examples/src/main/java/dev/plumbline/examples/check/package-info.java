/**
 * A pipeline behind another: {@link dev.plumbline.examples.check.ScoreCheck} holds each night's
 * scores against what happened.
 */
package dev.plumbline.examples.check;
