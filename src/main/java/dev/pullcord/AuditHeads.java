package dev.pullcord;

import dev.pullcord.audit.Anchors;
import dev.pullcord.audit.AuditEntry;
import dev.pullcord.audit.AuditLog;
import dev.pullcord.audit.ChainId;
import dev.pullcord.audit.Verification.Fault;
import dev.pullcord.audit.Verification.Head;
import dev.pullcord.wire.StoredJson;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The ends of the chains as they once were, a line each, in a file outside Redis: what a chain cannot tell by itself,
 * that its end or all of it is gone, these show. Lines are only ever added.
 */
final class AuditHeads {
    private final Path file;
    private final Map<ChainId, Kept> kept = new LinkedHashMap<>();

    /**
     * One line.
     *
     * @param at when the chain ended so
     * @param head where it ended
     */
    record Kept(Instant at, Head head) {}

    /** @throws Failed if the file is there and cannot be read */
    AuditHeads(Path file) {
        this.file = file;
        if (!Files.exists(file)) {
            return;
        }
        try {
            // The highest counts, wherever it stands: chains only grow.
            Files.readAllLines(file).stream()
                    .flatMap(line -> read(line).stream())
                    .forEach(line -> kept.merge(
                            line.head().chain(),
                            line,
                            (a, b) -> a.head().seq() > b.head().seq() ? a : b));
        } catch (IOException e) {
            throw new Failed("the kept heads at " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * All lines of a file as anchors; half a line of a crash is passed over.
     *
     * @throws Failed if it cannot be read
     */
    static List<Anchors.Anchor> anchors(Path file) {
        try {
            return Files.readAllLines(file).stream()
                    .flatMap(line -> read(line).stream())
                    .map(line -> new Anchors.Anchor(line.at(), line.head()))
                    .toList();
        } catch (IOException e) {
            throw new Failed("the anchor " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** The chains that were there once, in the order in which they were first kept. */
    Set<ChainId> chains() {
        return kept.keySet();
    }

    /** What became of these chains that they do not show by themselves. */
    List<Fault> compare(AuditLog log, List<ChainId> chains) {
        List<Fault> faults = new ArrayList<>();
        for (ChainId chain : chains) {
            Optional.ofNullable(kept.get(chain)).flatMap(k -> fault(log, k)).ifPresent(faults::add);
        }
        return faults;
    }

    private static Optional<Fault> fault(AuditLog log, Kept kept) {
        Head head = kept.head();
        List<AuditEntry> there = Registrar.await(log.read(head.chain(), head.seq(), 1));
        if (there.isEmpty()) {
            boolean gone = Registrar.await(log.read(head.chain(), 1, 1)).isEmpty();
            // It was walked and is whole: it ends where the store knows that it ends, and the next is the first that
            // lacks.
            long next = Registrar.await(log.written(head.chain())) + 1;
            return Optional.of(new Fault(
                    head.chain(),
                    gone ? 1 : Math.min(next, head.seq()),
                    (gone ? "the chain is gone" : "the chain ends before it") + ", but had " + head.seq()
                            + " entries at " + kept.at()));
        }
        return there.get(0).seq() == head.seq() && there.get(0).hash().equals(head.hash())
                ? Optional.empty()
                : Optional.of(new Fault(head.chain(), head.seq(), "is not the entry that stood there at " + kept.at()));
    }

    /** Keeps these from now on; on disk when it returns. What is kept already is not written again. */
    void keep(List<Head> heads, Instant now) {
        StringBuilder lines = new StringBuilder();
        for (Head head : heads) {
            Kept known = kept.get(head.chain());
            if (known == null || known.head().seq() < head.seq()) {
                lines.append(StoredJson.write(new Kept(now, head))).append('\n');
            }
        }
        if (lines.length() == 0) {
            return;
        }
        try (FileChannel to = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            // A crash may have left half a line: this one starts anew.
            ByteBuffer bytes = StandardCharsets.UTF_8.encode((to.size() == 0 ? "" : "\n") + lines);
            while (bytes.hasRemaining()) {
                to.write(bytes);
            }
            to.force(true);
        } catch (IOException e) {
            throw new Failed("the heads of the chains cannot be kept in " + file + ": " + e.getMessage(), e);
        }
    }

    private static Optional<Kept> read(String line) {
        try {
            return line.isBlank() ? Optional.empty() : Optional.of(StoredJson.read(line, Kept.class));
        } catch (RuntimeException half) {
            return Optional.empty();
        }
    }
}
