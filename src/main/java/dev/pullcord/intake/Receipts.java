package dev.pullcord.intake;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.OptionalInt;
import java.util.zip.CRC32C;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A receipt is the reporter's unguessable token for a report. It is derived from the event and not drawn, so that every
 * try of one event is answered with the same one, also by a node that cannot reach the log: two bytes that say in which
 * partition to ask for the report, and the first 16 bytes of HMAC-SHA256 over {@code source NUL id} under the platform's
 * {@code receiptSecret}; base64url, 24 characters. Part of the stored format. Pure, safe on any thread.
 *
 * <p>The partition to ask is the one the report lies in; but where only a roster can tell whom a report is about, its
 * tries may find different subjects, and it is the {@link #home} of the event instead, where the subject of the first
 * try is kept.
 */
public final class Receipts {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int MAC_BYTES = 16; // 128 bits: not to be guessed
    private static final int BYTES = 2 + MAC_BYTES;

    private Receipts() {}

    /** The receipt of an event that counts for this subject. */
    public static String of(Platform platform, Event event, Subject subject) {
        Partition ask = event.body() instanceof Report report && report.hangsOnRoster()
                ? home(platform, event.source(), event.id())
                : subject.partition(platform);
        return of(platform, ask, event.source(), event.id());
    }

    /** Where the subject of an event is kept that hangs on a roster. Part of the stored format. */
    public static Partition home(Platform platform, String source, String id) {
        CRC32C crc = new CRC32C();
        crc.update(source.getBytes(StandardCharsets.UTF_8));
        crc.update(0);
        crc.update(id.getBytes(StandardCharsets.UTF_8));
        return new Partition(platform.id(), (int) (crc.getValue() % platform.partitions()));
    }

    /** The receipt of the event of this source and id that names this partition. */
    public static String of(Platform platform, Partition partition, String source, String id) {
        byte[] mac = mac(Base64.getDecoder().decode(platform.receiptSecret()), source, id);
        byte[] receipt = ByteBuffer.allocate(BYTES)
                .putShort((short) partition.number())
                .put(mac, 0, MAC_BYTES)
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(receipt);
    }

    /**
     * The number of the partition that a receipt names; empty when the text is no receipt. That it has the shape says
     * nothing about whether it was ever given out, nor whether the platform has that many partitions.
     */
    public static OptionalInt partition(String receipt) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(receipt);
            int number = bytes.length == BYTES ? ByteBuffer.wrap(bytes).getShort() & 0xffff : -1;
            return number < 0 || number > 0xfff ? OptionalInt.empty() : OptionalInt.of(number);
        } catch (IllegalArgumentException notBase64) {
            return OptionalInt.empty();
        }
    }

    private static byte[] mac(byte[] secret, String source, String id) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret, ALGORITHM));
            mac.update(source.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0); // no source holds a NUL, so no two pairs read alike
            return mac.doFinal(id.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }
}
