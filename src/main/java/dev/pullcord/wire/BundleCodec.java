package dev.pullcord.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.samskivert.mustache.Mustache;
import dev.pullcord.audit.AuditChain;
import dev.pullcord.audit.AuditEntry;
import dev.pullcord.evidence.Dossier;
import dev.pullcord.evidence.Release;
import dev.pullcord.intake.EvidenceRef;
import dev.pullcord.intake.LoggedEvent;
import dev.pullcord.intake.Report;
import dev.pullcord.review.Decision;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What an evidence bundle says. JSON is canonical: no space, keys sorted. */
public final class BundleCodec {
    private BundleCodec() {}

    /** Writes one that nobody is asked about. */
    public static byte[] write(Dossier dossier, KeyPair key) {
        return sign(dossier, key, Optional.empty()).plain();
    }

    /**
     * Writes and signs one.
     *
     * @param authority who is asked to stamp it
     */
    public static BundleFile.Signed sign(Dossier dossier, KeyPair key, Optional<String> authority) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put(BundleFile.CASE, BundleFile.json(ofCase(dossier)));
        files.put(
                BundleFile.LEDGER,
                bytes(String.join(
                        "",
                        dossier.ledger().stream()
                                .map(entry -> AuditLines.line(entry) + "\n")
                                .toList())));
        Map<String, Object> manifest = manifest(dossier, key.getPublic());
        authority.ifPresent(name -> manifest.put("timeStamp", Map.of("authority", name, "of", "manifest.sig")));
        files.put(BundleFile.PAGE, bytes(page(dossier, manifest)));
        return BundleFile.sign(manifest, files, key);
    }

    private static Map<String, Object> manifest(Dossier dossier, PublicKey key) {
        Release release = dossier.release();
        Map<String, Object> manifest = new TreeMap<>();
        manifest.put("format", BundleFile.FORMAT);
        manifest.put("platform", dossier.platform().id());
        manifest.put("case", dossier.whole().id());
        manifest.put("made", CaseView.time(dossier.made()));
        manifest.put("key", Base64.getEncoder().encodeToString(key.getEncoded()));
        Map<String, Object> to = new TreeMap<>();
        to.put("id", release.id());
        to.put("recipient", release.recipient());
        release.reference().ifPresent(known -> to.put("reference", known));
        to.put("basis", release.basis());
        to.put("reason", release.reason());
        to.put("proposedBy", release.proposedBy());
        to.put("proposedAt", CaseView.time(release.proposedAt()));
        release.answer().ifPresent(second -> {
            to.put("approvedBy", second.by());
            to.put("approvedAt", CaseView.time(second.at()));
        });
        manifest.put("release", to);
        List<Object> evidence = new ArrayList<>();
        for (LoggedEvent logged : dossier.reports()) {
            if (logged.event().body() instanceof Report report) {
                report.evidence().forEach(ref -> evidence.add(evidence(logged, ref)));
            }
        }
        manifest.put("evidence", evidence);
        manifest.put(
                "looks",
                dossier.ledger().stream()
                        .filter(entry -> entry.draft().verb().endsWith("_viewed"))
                        .map(BundleCodec::look)
                        .toList());
        return manifest;
    }

    /** A reference to what the platform keeps, and never the thing itself. */
    private static Map<String, Object> evidence(LoggedEvent logged, EvidenceRef ref) {
        Map<String, Object> one = new TreeMap<>();
        one.put("id", ref.id());
        one.put("kind", ref.kind());
        ref.sha256().ifPresent(digest -> one.put("sha256", digest));
        ref.bytes().ifPresent(size -> one.put("bytes", size));
        ref.mime().ifPresent(type -> one.put("mime", type));
        ref.capturedAt().ifPresent(at -> one.put("capturedAt", CaseView.time(at)));
        ref.capturedBy().ifPresent(by -> one.put("capturedBy", by));
        one.put("heldBy", "platform");
        one.put("report", logged.event().id());
        one.put("toldAt", CaseView.time(logged.receivedAt()));
        return one;
    }

    private static Map<String, Object> look(AuditEntry entry) {
        Map<String, Object> one = new TreeMap<>();
        one.put("at", CaseView.time(entry.draft().at()));
        one.put("by", entry.draft().actor());
        one.put("role", entry.draft().role());
        one.put("did", entry.draft().verb());
        one.put("entry", entry.chain().hand().word() + ' ' + entry.seq());
        one.putAll(entry.draft().detail());
        return one;
    }

    private static Map<String, Object> ofCase(Dossier dossier) {
        Map<String, Object> whole = new TreeMap<>();
        whole.put("id", dossier.whole().id());
        whole.put("subjectKind", dossier.whole().subject().kind().name().toLowerCase(java.util.Locale.ROOT));
        whole.put("subject", dossier.whole().subject().id());
        dossier.whole().account().ifPresent(account -> whole.put("account", account));
        whole.put("state", dossier.whole().state().word());
        whole.put("openedAt", CaseView.time(dossier.whole().openedAt()));
        whole.put(
                "reports",
                dossier.reports().stream()
                        .map(report -> report(report, dossier.later().getOrDefault(report.logId(), List.of())))
                        .toList());
        whole.put(
                "decisions", dossier.decisions().stream().map(BundleCodec::tree).toList());
        return whole;
    }

    /** The document byte for byte as it came, and its digest. */
    private static Map<String, Object> report(LoggedEvent logged, List<LoggedEvent> later) {
        Map<String, Object> one = new TreeMap<>();
        one.put("event", logged.event().id());
        one.put("receivedAt", CaseView.time(logged.receivedAt()));
        one.put("document", logged.event().document());
        one.put("sha256", AuditChain.digest(logged.event().document()));
        if (!later.isEmpty()) {
            one.put("later", later.stream().map(said -> report(said, List.of())).toList());
        }
        return one;
    }

    private static Object tree(Decision decision) {
        try {
            return BundleFile.JSON.readValue(StoredJson.write(decision), Object.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write a decision", e);
        }
    }

    private static String page(Dossier dossier, Map<String, Object> manifest) {
        Map<String, Object> context = new HashMap<>(manifest);
        context.put("state", dossier.whole().state().word());
        context.put("openedAt", CaseView.time(dossier.whole().openedAt()));
        context.put(
                "reports",
                dossier.reports().stream()
                        .map(logged -> Map.of(
                                "event", logged.event().id(),
                                "at", CaseView.time(logged.receivedAt()),
                                "sha256", AuditChain.digest(logged.event().document())))
                        .toList());
        context.put(
                "decisions",
                dossier.decisions().stream()
                        .map(d -> Map.of(
                                "at", CaseView.time(d.decidedAt()),
                                "outcome", d.outcome().word(),
                                "policy", d.policy().orElse(""),
                                "by", d.decidedBy(),
                                "reason", d.reason()))
                        .toList());
        context.put(
                "ledger",
                dossier.ledger().stream()
                        .map(e -> Map.of(
                                "at", CaseView.time(e.draft().at()),
                                "by", e.draft().actor(),
                                "role", e.draft().role(),
                                "did", e.draft().verb(),
                                "entry", e.chain().hand().word() + ' ' + e.seq()))
                        .toList());
        return Mustache.compiler().defaultValue("").compile(template()).execute(context);
    }

    private static String template() {
        try (InputStream in = BundleCodec.class.getResourceAsStream("/custody/bundle.mustache")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
