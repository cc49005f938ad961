/** The reference engine: {@link dev.plumbline.runner.local.LocalEngine}. */
package dev.plumbline.runner.local;
