/** Money, two outputs and no model: {@link dev.plumbline.examples.fees.AirportFees}. */
package dev.plumbline.examples.fees;
