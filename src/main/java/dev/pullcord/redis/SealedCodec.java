package dev.pullcord.redis;

import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.codec.ToByteBufEncoder;
import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Text as UTF-8; values that are sealed under a data key come opened, wherever they are read. Only they begin with these bytes, and
 * one whose key is gone comes as it lies there.
 */
final class SealedCodec implements RedisCodec<String, String>, ToByteBufEncoder<String, String> {
    private static final byte[] SEALED = CaseSeal.SEALED.getBytes(StandardCharsets.US_ASCII);

    private volatile CaseSeal seal;

    /** From now on. Before, what is sealed comes sealed. */
    void openWith(CaseSeal cases) {
        seal = cases;
    }

    @Override
    public String decodeKey(ByteBuffer bytes) {
        return StringCodec.UTF8.decodeKey(bytes);
    }

    @Override
    public String decodeValue(ByteBuffer bytes) {
        CaseSeal cases = seal;
        boolean sealed = cases != null && isSealed(bytes); // decoding moves the position
        String text = StringCodec.UTF8.decodeValue(bytes);
        return sealed ? cases.open(text) : text;
    }

    private static boolean isSealed(ByteBuffer bytes) {
        if (bytes.remaining() < SEALED.length) {
            return false;
        }
        for (int i = 0; i < SEALED.length; i++) {
            if (bytes.get(bytes.position() + i) != SEALED[i]) {
                return false;
            }
        }
        return true;
    }

    @Override
    public ByteBuffer encodeKey(String key) {
        return StringCodec.UTF8.encodeKey(key);
    }

    @Override
    public ByteBuffer encodeValue(String value) {
        return StringCodec.UTF8.encodeValue(value);
    }

    @Override
    public void encodeKey(String key, ByteBuf target) {
        StringCodec.UTF8.encodeKey(key, target);
    }

    @Override
    public void encodeValue(String value, ByteBuf target) {
        StringCodec.UTF8.encodeValue(value, target);
    }

    @Override
    public int estimateSize(Object keyOrValue) {
        return StringCodec.UTF8.estimateSize(keyOrValue);
    }

    @Override
    public boolean isEstimateExact() {
        return StringCodec.UTF8.isEstimateExact();
    }
}
