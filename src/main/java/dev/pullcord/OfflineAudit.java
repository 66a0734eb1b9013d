package dev.pullcord;

import dev.pullcord.audit.Anchors;
import dev.pullcord.audit.AuditEntry;
import dev.pullcord.audit.ExportWalk;
import dev.pullcord.audit.Verification;
import dev.pullcord.review.Damaged;
import dev.pullcord.wire.AuditLines;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Verifies an export without the store it came from, a line at a time. */
final class OfflineAudit {
    /**
     * What was found.
     *
     * @param findings of the chains
     * @param problems of the file itself, each naming its line
     */
    record Outcome(Verification.Findings findings, List<String> problems) {}

    private final ExportWalk walk;
    private final List<String> problems = new ArrayList<>();
    private Optional<AuditLines.End> end = Optional.empty();
    private long number;

    private OfflineAudit(Anchors anchors) {
        this.walk = new ExportWalk(anchors);
    }

    /** @throws Failed if the file cannot be read */
    static Outcome verify(Path export, Anchors anchors) {
        OfflineAudit audit = new OfflineAudit(anchors);
        try (Lines lines = new Lines(Files.newInputStream(export))) {
            for (Optional<byte[]> line = lines.next(); line.isPresent(); line = lines.next()) {
                audit.take(line.get());
            }
        } catch (IOException e) {
            throw new Failed("the export " + export + " cannot be read: " + e.getMessage(), e);
        }
        return audit.outcome();
    }

    private Outcome outcome() {
        if (end.isEmpty()) {
            problems.add("line " + (number + 1) + ": the last line, which says where each chain ends, is missing");
        }
        boolean whole = end.filter(e -> e.caseId().isEmpty()).isPresent();
        return new Outcome(walk.end(end.map(AuditLines.End::heads), whole), List.copyOf(problems));
    }

    private void take(byte[] bytes) {
        number++;
        if (end.isPresent()) {
            problems.add("line " + number + ": stands behind the last line");
            return;
        }
        try {
            String line = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            if (AuditLines.isEnd(line)) {
                end = Optional.of(AuditLines.end(line));
            } else {
                AuditEntry entry = AuditLines.entry(line);
                walk.take(entry);
            }
        } catch (CharacterCodingException | Damaged e) {
            problems.add("line " + number + ": is not as an export writes it");
        }
    }

    /** Lines by their bytes: a reader of characters would take a lone CR for an end. */
    private static final class Lines implements AutoCloseable {
        private final InputStream in;

        Lines(InputStream in) {
            this.in = new BufferedInputStream(in, 1 << 16);
        }

        Optional<byte[]> next() throws IOException {
            ByteArrayOutputStream line = new ByteArrayOutputStream(1024);
            int b = in.read();
            if (b < 0) {
                return Optional.empty();
            }
            while (b >= 0 && b != '\n') {
                line.write(b);
                b = in.read();
            }
            return Optional.of(line.toByteArray());
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
