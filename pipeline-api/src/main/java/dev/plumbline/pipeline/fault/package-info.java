/**
 * Where a process can be made to end, to prove that nothing is lost or doubled by it: {@link
 * dev.plumbline.pipeline.fault.FailPoint}.
 */
package dev.plumbline.pipeline.fault;
