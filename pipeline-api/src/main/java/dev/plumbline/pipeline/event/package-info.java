/** What happened: {@link dev.plumbline.pipeline.event.RunEvent}, and who is told. */
package dev.plumbline.pipeline.event;
