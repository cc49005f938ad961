package dev.plumbline.steps.evaluate;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteOrder;

/**
 * A sum of doubles without rounding, so that the order of adding and merging never shows: a run on
 * one thread and one on a cluster agree to the last bit. Mutable; used by one thread.
 *
 * <p>After R. M. Neal, "Fast exact summation using small and large superaccumulators" (2015): limbs
 * of 64 bits, 32 of them apart, over the whole range of a double, so carries wait for a billion of
 * additions.
 *
 * @param limbs 66 limbs from 2<sup>−1074</sup> up, then the number of additions since the last
 *     carry; little endian
 */
@SuppressWarnings("ArrayRecordComponent") // a field type of every engine
public record ExactSum(byte[] limbs) {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int LIMBS = 66;
  private static final long LOW = 0xffff_ffffL;
  private static final long CARRY_AFTER = 1 << 30;
  private static final BigDecimal UNIT = new BigDecimal(Double.MIN_VALUE);
  private static final int LEAST_EXPONENT = -1074;

  /** Nothing added yet. */
  public static ExactSum zero() {
    return new ExactSum(new byte[(LIMBS + 1) * Long.BYTES]);
  }

  /**
   * Adds a finite number.
   *
   * @throws IllegalArgumentException for NaN or an infinity
   */
  public void add(double value) {
    long bits = Double.doubleToRawLongBits(value);
    int exponent = (int) (bits >>> 52) & 0x7ff;
    if (exponent == 0x7ff) {
      throw new IllegalArgumentException("Cannot add " + value + ", it is not a finite number");
    }
    long mantissa = bits & ((1L << 52) - 1);
    if (exponent == 0) {
      exponent = 1;
    } else {
      mantissa |= 1L << 52;
    }
    int place = exponent - 1;
    int limb = place >>> 5;
    int shift = place & 31;
    long low = (mantissa << shift) & LOW;
    long middle = (mantissa >>> (32 - shift)) & LOW;
    long high = shift == 0 ? 0 : mantissa >>> (64 - shift);
    if (bits < 0) {
      low = -low;
      middle = -middle;
      high = -high;
    }
    put(limb, get(limb) + low);
    put(limb + 1, get(limb + 1) + middle);
    put(limb + 2, get(limb + 2) + high);
    counted(1);
  }

  /** Adds the square of a number, without rounding it. */
  public void addSquare(double value) {
    double square = value * value;
    add(square);
    add(Math.fma(value, value, -square));
  }

  /** Adds all that another sum holds. */
  public void addAll(ExactSum other) {
    ExactSum right = other;
    if (other.get(LIMBS) + get(LIMBS) >= CARRY_AFTER - 1) {
      right = new ExactSum(other.limbs.clone());
      right.carry();
      carry();
    }
    for (int i = 0; i < LIMBS; i++) {
      put(i, get(i) + right.get(i));
    }
    counted(right.get(LIMBS) + 1);
  }

  private void counted(long additions) {
    long count = get(LIMBS) + additions;
    put(LIMBS, count);
    if (count >= CARRY_AFTER) {
      carry();
    }
  }

  private void carry() {
    long carry = 0;
    for (int i = 0; i < LIMBS - 1; i++) {
      long limb = get(i) + carry;
      put(i, limb & LOW);
      carry = limb >> 32;
    }
    put(LIMBS - 1, get(LIMBS - 1) + carry);
    put(LIMBS, 1);
  }

  /** The sum itself. */
  public BigDecimal exact() {
    return new BigDecimal(units()).multiply(UNIT);
  }

  /** The double nearest to the sum; an infinity beyond the doubles. */
  public double value() {
    BigInteger units = units();
    int surplus = units.bitLength() - 64;
    if (surplus <= 0) {
      return units.doubleValue() * Double.MIN_VALUE;
    }
    // All that is cut off bears on the rounding only by being there.
    BigInteger head = units.abs().shiftRight(surplus);
    boolean exact = units.getLowestSetBit() >= surplus;
    double nearest = (exact ? head : head.setBit(0)).doubleValue();
    return Math.scalb(units.signum() * nearest, surplus + LEAST_EXPONENT);
  }

  /** The sum in multiples of the least double. */
  private BigInteger units() {
    BigInteger sum = BigInteger.ZERO;
    for (int i = LIMBS - 1; i >= 0; i--) {
      sum = sum.shiftLeft(32).add(BigInteger.valueOf(get(i)));
    }
    return sum;
  }

  private long get(int limb) {
    return (long) LONG.get(limbs, limb * Long.BYTES);
  }

  private void put(int limb, long value) {
    LONG.set(limbs, limb * Long.BYTES, value);
  }
}
