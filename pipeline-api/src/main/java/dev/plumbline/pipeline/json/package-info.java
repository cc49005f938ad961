/** How parameters travel: {@link dev.plumbline.pipeline.json.RecordJson}. */
package dev.plumbline.pipeline.json;
