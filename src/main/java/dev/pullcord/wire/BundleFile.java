package dev.pullcord.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.pullcord.audit.AuditChain;
import dev.pullcord.audit.AuditEntry;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.X509EncodedKeySpec;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.bouncycastle.tsp.TSPException;

/**
 * Evidence bundles as files: a ZIP file that is written in one way only. {@code manifest.json} says what it is about and names every other
 * file with its digest, {@code manifest.sig} is the Ed25519 signature of the manifest's bytes in hex. To verify one it is read and written
 * again: whatever byte differs anywhere, in a file, its name or the ZIP's own records, shows. What is in it is verified by tools that
 * everybody has, too: {@code unzip}, {@code sha256sum}, {@code openssl pkeyutl}.
 *
 * <p>Where a time-stamping authority was asked the manifest says which, and {@code timestamp.tsr} is what it answered: a stamp by RFC 3161 on the
 * bytes of {@code manifest.sig}, for {@code openssl ts}. Much of such an answer is under nobody's signature, so the platform's key
 * signs it once more, {@code timestamp.sig}.
 */
public final class BundleFile {
    static final String FORMAT = "pullcord-bundle/1";
    static final String CASE = "case.json";
    static final String LEDGER = "ledger.ndjson";
    static final String PAGE = "bundle.html";
    static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private static final String MANIFEST = "manifest.json";
    private static final String SIGNATURE = "manifest.sig";
    private static final String STAMP = "timestamp.tsr";
    private static final String STAMP_SIGNATURE = "timestamp.sig";
    private static final List<String> FILES = List.of(MANIFEST, SIGNATURE, CASE, LEDGER, PAGE);
    private static final List<String> STAMPED =
            List.of(MANIFEST, SIGNATURE, CASE, LEDGER, PAGE, STAMP, STAMP_SIGNATURE);
    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0); // the first that a ZIP knows
    private static final int LARGEST = 512 << 20; // bytes of one file
    private static final String ALGORITHM = "Ed25519";

    private BundleFile() {}

    /**
     * What a bundle says of itself.
     *
     * @param problems what is wrong with it; empty when nothing is
     * @param about case, recipient and numbers, in a sentence; absent when it cannot be read
     * @param key the fingerprint of the key that signed it; absent when it cannot be read
     * @param stamp when an authority saw it, in a sentence, or that the one that was asked did not say; absent where none was asked
     */
    public record Verified(
            List<String> problems, Optional<String> about, Optional<String> key, Optional<String> stamp) {
        public Verified {
            problems = List.copyOf(problems);
        }
    }

    /** A bundle that can be stamped yet. */
    public static final class Signed {
        private final Map<String, byte[]> all;
        private final KeyPair key;

        private Signed(Map<String, byte[]> all, KeyPair key) {
            this.all = all;
            this.key = key;
        }

        /** What a stamp is on: the signature, and with it all that it stands under. */
        public byte[] toBeStamped() {
            return all.get(SIGNATURE).clone();
        }

        /** The file without a stamp. */
        public byte[] plain() {
            return zip(all, FILES);
        }

        /** The file with this stamp. */
        public byte[] stamped(byte[] answer) {
            Map<String, byte[]> stamped = new LinkedHashMap<>(all);
            stamped.put(STAMP, answer);
            stamped.put(STAMP_SIGNATURE, signature(answer, key));
            return zip(stamped, STAMPED);
        }
    }

    /** Writes one: names these files in the manifest, and signs that. */
    static Signed sign(Map<String, Object> manifest, Map<String, byte[]> files, KeyPair key) {
        Map<String, Object> whole = new TreeMap<>(manifest);
        whole.put("files", listed(files));
        byte[] signed = json(whole);
        Map<String, byte[]> all = new LinkedHashMap<>(files);
        all.put(MANIFEST, signed);
        all.put(SIGNATURE, signature(signed, key));
        return new Signed(all, key);
    }

    private static byte[] signature(byte[] what, KeyPair key) {
        return HexFormat.of().formatHex(sign(what, key)).getBytes(StandardCharsets.US_ASCII);
    }

    private static List<Object> listed(Map<String, byte[]> files) {
        List<Object> listed = new ArrayList<>();
        files.forEach((name, content) ->
                listed.add(new TreeMap<>(Map.of("name", name, "bytes", content.length, "sha256", digest(content)))));
        return listed;
    }

    /**
     * What is wrong with a bundle.
     *
     * @param known the key that must have signed it, X.509 as in {@code manifest.json}; absent: whichever it names
     */
    public static Verified verify(byte[] bundle, Optional<byte[]> known) {
        return verify(bundle, known, List.of());
    }

    /**
     * What is wrong with a bundle.
     *
     * @param authorities whose word on the time is taken, and then it has to be there; none: it need not, and is not believed
     */
    public static Verified verify(byte[] bundle, Optional<byte[]> known, List<X509Certificate> authorities) {
        List<String> problems = new ArrayList<>();
        try {
            Map<String, byte[]> all = unzip(bundle);
            boolean stamped = all.containsKey(STAMP);
            List<String> names = stamped ? STAMPED : FILES;
            if (!all.keySet().equals(Set.copyOf(names))) {
                return none(List.of("it does not hold the files that a bundle has"));
            }
            if (!Arrays.equals(zip(all, names), bundle)) {
                problems.add("the file was not written so");
            }
            byte[] signed = all.get(MANIFEST);
            JsonNode manifest = JSON.readTree(signed);
            byte[] key = Base64.getDecoder().decode(manifest.path("key").asText());
            if (known.isPresent() && !Arrays.equals(known.get(), key)) {
                problems.add("it is signed with another key than the one it should be");
            }
            if (!manifest.path("format").asText().equals(FORMAT)) {
                problems.add("manifest.json: is of another format");
            }
            if (!signs(key, signed, new String(all.get(SIGNATURE), StandardCharsets.US_ASCII))) {
                problems.add("manifest.json: the signature does not hold");
            }
            Map<String, byte[]> files = new LinkedHashMap<>(all);
            files.keySet().removeAll(List.of(MANIFEST, SIGNATURE, STAMP, STAMP_SIGNATURE));
            if (!JSON.readTree(json(Map.of("files", listed(files))))
                    .path("files")
                    .equals(manifest.path("files"))) {
                problems.add("a file is not the one that manifest.json names");
            }
            ledger(new String(all.get(LEDGER), StandardCharsets.UTF_8), problems);
            if (stamped
                    && !signs(key, all.get(STAMP), new String(all.get(STAMP_SIGNATURE), StandardCharsets.US_ASCII))) {
                problems.add(STAMP + ": the signature does not hold");
            }
            Optional<String> stamp = stamped
                    ? stamp(all, authorities, problems)
                    : unstamped(manifest.path("timeStamp").path("authority").textValue(), authorities, problems);
            return new Verified(problems, Optional.of(about(manifest)), Optional.of(digest(key)), stamp);
        } catch (IOException | RuntimeException | GeneralSecurityException e) {
            problems.add("it cannot be read: " + e.getClass().getSimpleName());
            return none(problems);
        }
    }

    private static Verified none(List<String> problems) {
        return new Verified(problems, Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static Optional<String> stamp(
            Map<String, byte[]> all, List<X509Certificate> authorities, List<String> problems) {
        try {
            TimeStamp.Said said = TimeStamp.said(all.get(STAMP), all.get(SIGNATURE), authorities);
            if (!authorities.isEmpty() && !said.trusted()) {
                problems.add(STAMP + ": none of these authorities stands behind " + said.by());
            }
            return Optional.of("was there at " + said.at() + ", says " + said.by()
                    + (said.trusted() ? ", whom you trust" : ": give --ca FILE to see whether to believe it"));
        } catch (IOException | TSPException | GeneralSecurityException | RuntimeException e) {
            problems.add(STAMP + ": is no time stamp on this");
            return Optional.empty();
        }
    }

    private static Optional<String> unstamped(String asked, List<X509Certificate> authorities, List<String> problems) {
        if (!authorities.isEmpty()) {
            problems.add("it has no time stamp");
        }
        return Optional.ofNullable(asked)
                .map(who -> "has no time stamp, although " + who + " was asked: it gave none, or somebody took it out");
    }

    private static String about(JsonNode manifest) {
        return "case " + manifest.path("case").asText() + " of "
                + manifest.path("platform").asText() + " for "
                + manifest.path("release").path("recipient").asText() + " ("
                + manifest.path("release").path("basis").asText() + "), made "
                + manifest.path("made").asText();
    }

    /** Each entry holds by itself, and follows on the one before where the case has both. */
    private static void ledger(String text, List<String> problems) {
        Map<Object, AuditEntry> last = new HashMap<>();
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            AuditEntry entry = AuditLines.entry(line);
            Optional<String> fault = AuditChain.fault(entry, entry.seq(), entry.previousHash());
            AuditEntry before = last.put(entry.chain(), entry);
            if (fault.isPresent()) {
                problems.add(LEDGER + ", line " + number + ": " + fault.get());
            } else if (before != null
                    && before.seq() + 1 == entry.seq()
                    && !before.hash().equals(entry.previousHash())) {
                problems.add(LEDGER + ", line " + number + ": does not follow the one before it");
            }
        }
    }

    private static byte[] zip(Map<String, byte[]> files, List<String> names) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
            for (String name : names) {
                byte[] content = files.get(name);
                CRC32 crc = new CRC32();
                crc.update(content);
                ZipEntry entry = new ZipEntry(name);
                entry.setMethod(ZipEntry.STORED); // compressed, it would depend on the library that does it
                entry.setTimeLocal(NO_TIME);
                entry.setSize(content.length);
                entry.setCrc(crc.getValue());
                zip.putNextEntry(entry);
                zip.write(content);
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static Map<String, byte[]> unzip(byte[] bundle) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bundle), StandardCharsets.UTF_8)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (!STAMPED.contains(entry.getName()) || files.containsKey(entry.getName())) {
                    throw new IOException("holds what no bundle holds");
                }
                files.put(entry.getName(), zip.readNBytes(LARGEST));
            }
        }
        return files;
    }

    private static byte[] sign(byte[] what, KeyPair key) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(key.getPrivate());
            signature.update(what);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot sign a bundle", e);
        }
    }

    private static boolean signs(byte[] key, byte[] what, String hex) throws GeneralSecurityException {
        PublicKey by = KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(key));
        if (!hex.matches("[0-9a-f]{128}")) {
            return false;
        }
        Signature signature = Signature.getInstance(ALGORITHM);
        signature.initVerify(by);
        signature.update(what);
        return signature.verify(HexFormat.of().parseHex(hex));
    }

    /** The fingerprint of a key, SHA-256 of its X.509 form, hex. */
    public static String fingerprint(PublicKey key) {
        return digest(key.getEncoded());
    }

    static byte[] json(Map<String, Object> node) {
        try {
            return JSON.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write a bundle", e);
        }
    }

    private static String digest(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
