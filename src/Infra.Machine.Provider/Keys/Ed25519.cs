using System.Numerics;
using System.Security.Cryptography;

namespace Infra.Machine.Provider.Keys;

/// <summary>
/// Derives the public key of an Ed25519 seed (RFC 8032 §5.1.5). The platform has no Ed25519, and a key must never lie in a
/// file, which ssh-keygen insists on. Signing is OpenSSH's business.
/// </summary>
internal static class Ed25519
{
    public const int SeedLength = 32;

    private static readonly BigInteger _prime = BigInteger.Pow(2, 255) - 19;
    private static readonly BigInteger _d = Modulo(-121665 * Invert(121666));
    private static readonly Point _base = Point.Of(
        BigInteger.Parse("15112221349535400772501151409588531511454012693041857206046113283949847762202", null),
        Modulo(4 * Invert(5)));

    public static byte[] PublicKey(ReadOnlySpan<byte> seed)
    {
        if (seed.Length != SeedLength)
        {
            throw new ArgumentException($"a seed has {SeedLength} bytes", nameof(seed));
        }

        var scalar = SHA512.HashData(seed)[..32];
        scalar[0] &= 0b1111_1000;
        scalar[31] &= 0b0111_1111;
        scalar[31] |= 0b0100_0000;
        return Encode(Multiply(_base, new BigInteger(scalar, isUnsigned: true)));
    }

    private static Point Multiply(Point point, BigInteger scalar)
    {
        var sum = Point.Of(0, 1);
        for (var bit = (int)scalar.GetBitLength() - 1; bit >= 0; bit--)
        {
            sum = Add(sum, sum);
            if (!((scalar >> bit) & 1).IsZero)
            {
                sum = Add(sum, point);
            }
        }

        return sum;
    }

    private static Point Add(Point p, Point q)
    {
        var a = Modulo((p.Y - p.X) * (q.Y - q.X));
        var b = Modulo((p.Y + p.X) * (q.Y + q.X));
        var c = Modulo(2 * p.T * q.T * _d);
        var d = Modulo(2 * p.Z * q.Z);
        var (e, f, g, h) = (b - a, d - c, d + c, b + a);
        return new(Modulo(e * f), Modulo(g * h), Modulo(f * g), Modulo(e * h));
    }

    private static byte[] Encode(Point point)
    {
        var inverse = Invert(point.Z);
        var x = Modulo(point.X * inverse);
        var bytes = new byte[32];
        Modulo(point.Y * inverse).TryWriteBytes(bytes, out _, isUnsigned: true);
        bytes[31] |= (byte)(x.IsEven ? 0 : 0x80);
        return bytes;
    }

    private static BigInteger Invert(BigInteger value) => BigInteger.ModPow(value, _prime - 2, _prime);

    private static BigInteger Modulo(BigInteger value) => BigInteger.Remainder(value, _prime) is var rest && rest.Sign < 0 ? rest + _prime : rest;

    /// <summary>Extended homogeneous coordinates: x = X/Z, y = Y/Z, xy = T/Z.</summary>
    private readonly record struct Point(BigInteger X, BigInteger Y, BigInteger Z, BigInteger T)
    {
        public static Point Of(BigInteger x, BigInteger y) => new(x, y, 1, Modulo(x * y));
    }
}
