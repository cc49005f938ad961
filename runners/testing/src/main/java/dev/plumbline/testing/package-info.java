/**
 * For tests of pipelines: {@link dev.plumbline.testing.PipelineTester} runs one in memory, {@link
 * dev.plumbline.testing.TestedRun} tells what it did. For implementers: {@link
 * dev.plumbline.testing.TableStoreContract} and {@link dev.plumbline.testing.EngineContract} are
 * what every table store and every engine keeps.
 */
package dev.plumbline.testing;
