/**
 * What code a step is: a digest of what it can reach, and words for what changed in it.
 *
 * <p>Read first: {@link dev.plumbline.runner.code.CodeFingerprints} (asks and caches), {@link
 * dev.plumbline.runner.code.CodeFingerprint} (the answer), {@link
 * dev.plumbline.runner.code.CodeChange} (the difference of two answers in words). Inside: {@code
 * Reach} finds the methods, {@code CodeText} writes them down without what the compiler made up.
 */
package dev.plumbline.runner.code;
