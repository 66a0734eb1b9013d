package dev.pullcord.archive;

import dev.pullcord.evidence.Archive;
import dev.pullcord.intake.Partition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.sqlite.SQLiteConfig;

/**
 * An archive in one file of SQLite. Written by one thread, ahead of which lies SQLite's log (WAL), forced to disk with every change; read
 * by others at the same time, which it never keeps waiting. What is removed is overwritten with zeros, and the log that still
 * had it is cut off.
 */
public final class SqliteArchive implements Archive {
    private static final String FILE = "cases.sqlite";
    private static final int READERS = 2;
    private static final int PATIENCE_MS = 10_000; // another process, a command, may write too
    private static final String SCHEMA = """
            CREATE TABLE IF NOT EXISTS cases (
              platform TEXT NOT NULL, partition INTEGER NOT NULL, case_id TEXT NOT NULL, opened_ms INTEGER NOT NULL,
              ended_ms INTEGER NOT NULL, violation INTEGER NOT NULL, account TEXT NOT NULL, sealed BLOB NOT NULL);
            CREATE UNIQUE INDEX IF NOT EXISTS by_id ON cases (platform, case_id);
            CREATE INDEX IF NOT EXISTS by_time ON cases (platform, opened_ms, case_id, partition);
            CREATE INDEX IF NOT EXISTS by_account ON cases (platform, account, opened_ms, case_id, partition);
            CREATE INDEX IF NOT EXISTS by_end ON cases (platform, partition, violation, ended_ms);
            CREATE TABLE IF NOT EXISTS remembered (name TEXT PRIMARY KEY, value BLOB NOT NULL)""";
    private static final String COLUMNS =
            "SELECT partition, case_id, opened_ms, ended_ms, violation, account, sealed FROM cases ";

    private final Path file;
    private final Optional<Hold> hold;
    private final Connection writing;
    private final BlockingQueue<Connection> reading = new ArrayBlockingQueue<>(READERS);
    private final ExecutorService writer = Executors.newSingleThreadExecutor(SqliteArchive::thread);
    private final ExecutorService readers = Executors.newFixedThreadPool(READERS, SqliteArchive::thread);
    private final AtomicLong count = new AtomicLong();

    private SqliteArchive(Path file, Optional<Hold> hold) throws SQLException {
        this.file = file;
        this.hold = hold;
        begin(file);
        this.writing = connect(file);
        try {
            for (String table : SCHEMA.split(";", -1)) {
                Statements.execute(writing, table);
            }
            for (int i = 0; i < READERS; i++) {
                reading.add(connect(file));
            }
            count.set(Statements.number(writing, "SELECT count(*) FROM cases"));
        } catch (SQLException e) {
            closeAll();
            throw e;
        }
    }

    /**
     * The archive in this folder; made, for its owner only, if it is not there.
     *
     * @throws IOException if it cannot be made or read
     */
    public static SqliteArchive in(Path folder) throws IOException {
        return in(folder, Optional.empty());
    }

    /**
     * The same, for whoever puts cases away: there is one of these at a time.
     *
     * @throws IOException if another process is that
     */
    public static SqliteArchive alone(Path folder) throws IOException {
        make(folder);
        Hold hold = Hold.of(folder);
        try {
            return in(folder, Optional.of(hold));
        } catch (IOException e) {
            hold.close();
            throw e;
        }
    }

    private static void make(Path folder) throws IOException {
        Files.createDirectories(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    private static SqliteArchive in(Path folder, Optional<Hold> hold) throws IOException {
        make(folder);
        Path file = folder.resolve(FILE);
        try { // SQLite gives its log the rights of the file
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } catch (FileAlreadyExistsException e) {
            // made before
        }
        try {
            return new SqliteArchive(file, hold);
        } catch (SQLException e) {
            throw new IOException("the archive " + file + " cannot be used: " + e.getMessage(), e);
        }
    }

    /** What can be said to an empty file only. */
    private static void begin(Path file) throws SQLException {
        try (Connection first = new SQLiteConfig().createConnection("jdbc:sqlite:" + file)) {
            Statements.execute(first, "PRAGMA auto_vacuum = INCREMENTAL");
            Statements.rows(first, row -> true, "PRAGMA journal_mode = WAL");
        }
    }

    private static Connection connect(Path file) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL); // a commit is on disk
        config.setPragma(SQLiteConfig.Pragma.SECURE_DELETE, "ON");
        config.setPragma(SQLiteConfig.Pragma.FULL_SYNC, "ON"); // an Apple's fsync is none
        config.setBusyTimeout(PATIENCE_MS);
        config.setCacheSize(-16_000); // KiB
        return config.createConnection("jdbc:sqlite:" + file);
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "archive");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public CompletionStage<Void> keep(List<Kept> cases) {
        return write(to -> {
            long more = 0;
            try (PreparedStatement old = to.prepareStatement("DELETE FROM cases WHERE platform = ? AND case_id = ?");
                    PreparedStatement put = to.prepareStatement("INSERT INTO cases VALUES (?, ?, ?, ?, ?, ?, ?, ?)")) {
                for (Kept one : cases) {
                    Partition partition = one.place().partition();
                    more += 1
                            - Statements.changed(
                                    old, partition.platform(), one.place().caseId());
                    Statements.changed(
                            put,
                            partition.platform(),
                            partition.number(),
                            one.place().caseId(),
                            one.place().openedAt().toEpochMilli(),
                            one.endedAt().toEpochMilli(),
                            one.violation() ? 1 : 0,
                            one.account(),
                            one.bytes());
                }
            }
            return more;
        });
    }

    @Override
    public CompletionStage<Boolean> has(String platform, String caseId) {
        return read(from -> !Statements.rows(
                        from, row -> true, "SELECT 1 FROM cases WHERE platform = ? AND case_id = ?", platform, caseId)
                .isEmpty());
    }

    @Override
    public CompletionStage<Optional<Kept>> find(String platform, String caseId) {
        return read(from -> Statements.rows(
                        from,
                        row -> kept(platform, row),
                        COLUMNS + "WHERE platform = ? AND case_id = ?",
                        platform,
                        caseId)
                .stream()
                .findFirst());
    }

    @Override
    public CompletionStage<List<Place>> newest(
            String platform, Optional<String> account, Instant openedBefore, String idBefore, int max) {
        List<Object> given = new ArrayList<>(List.of(platform));
        account.ifPresent(given::add);
        given.addAll(List.of(openedBefore.toEpochMilli(), idBefore, max));
        String sql = "SELECT partition, case_id, opened_ms FROM cases WHERE platform = ?"
                + (account.isPresent() ? " AND account = ?" : "")
                + " AND (opened_ms, case_id) < (?, ?) ORDER BY opened_ms DESC, case_id DESC LIMIT ?";
        return read(from -> Statements.rows(from, row -> place(platform, row), sql, given.toArray()));
    }

    @Override
    public CompletionStage<List<Kept>> each(Partition partition, String afterId, int max) {
        String first = String.format(Locale.ROOT, "c%03x-", partition.number()); // all ids of a partition begin so
        return read(from -> Statements.rows(
                from,
                row -> kept(partition.platform(), row),
                COLUMNS + "WHERE platform = ? AND case_id > ? AND case_id < ? ORDER BY case_id LIMIT ?",
                partition.platform(),
                afterId.compareTo(first) > 0 ? afterId : first,
                first + '~',
                max));
    }

    @Override
    public CompletionStage<List<String>> ended(Partition partition, boolean violation, Instant before, int max) {
        return read(from -> Statements.rows(
                from,
                row -> row.getString(1),
                "SELECT case_id FROM cases WHERE platform = ? AND partition = ? AND violation = ? AND ended_ms <= ?"
                        + " ORDER BY ended_ms LIMIT ?",
                partition.platform(),
                partition.number(),
                violation ? 1 : 0,
                before.toEpochMilli(),
                max));
    }

    @Override
    public CompletionStage<Void> remove(String platform, Collection<String> caseIds) {
        return write(to -> {
                    long gone = 0;
                    try (PreparedStatement old =
                            to.prepareStatement("DELETE FROM cases WHERE platform = ? AND case_id = ?")) {
                        for (String id : caseIds) {
                            gone += Statements.changed(old, platform, id);
                        }
                    }
                    return -gone;
                })
                .thenRunAsync(this::cutTheLog, writer);
    }

    /** While somebody reads what is older it stays, and goes with the next that is removed. */
    private void cutTheLog() {
        try {
            Statements.toItsEnd(writing, "PRAGMA incremental_vacuum"); // a step for each page
            Statements.toItsEnd(writing, "PRAGMA wal_checkpoint(TRUNCATE)");
        } catch (SQLException e) {
            throw new CompletionException(away(e));
        }
    }

    @Override
    public CompletionStage<byte[]> remembered(String name, byte[] first) {
        byte[] mine = first.clone();
        return write(to -> {
                    try (PreparedStatement put =
                            to.prepareStatement("INSERT INTO remembered VALUES (?, ?) ON CONFLICT DO NOTHING")) {
                        Statements.changed(put, name, mine);
                    }
                    return 0L;
                })
                .thenCompose(done -> read(from -> Statements.rows(
                                from, row -> row.getBytes(1), "SELECT value FROM remembered WHERE name = ?", name)
                        .get(0)));
    }

    @Override
    public long cases() {
        return count.get();
    }

    @Override
    public long bytes() {
        long sum = 0;
        for (String part : List.of("", "-wal")) {
            try {
                sum += Files.size(file.resolveSibling(FILE + part));
            } catch (IOException e) {
                // there is none just now
            }
        }
        return sum;
    }

    /** Work that changes something, and answers how many more cases there are by it. */
    private interface Change {
        long in(Connection to) throws SQLException;
    }

    private CompletionStage<Void> write(Change change) {
        return CompletableFuture.runAsync(
                () -> {
                    try {
                        Statements.execute(writing, "BEGIN IMMEDIATE");
                        long more;
                        try {
                            more = change.in(writing);
                            Statements.execute(writing, "COMMIT");
                        } catch (SQLException | RuntimeException e) {
                            undo();
                            throw e;
                        }
                        count.addAndGet(more);
                    } catch (SQLException e) {
                        throw new CompletionException(away(e));
                    }
                },
                writer);
    }

    private void undo() {
        try {
            Statements.execute(writing, "ROLLBACK");
        } catch (SQLException none) {
            // SQLite has done so itself
        }
    }

    private interface Look<T> {
        T in(Connection from) throws SQLException;
    }

    private <T> CompletionStage<T> read(Look<T> look) {
        return CompletableFuture.supplyAsync(
                () -> {
                    Connection from = reading.remove(); // there are as many as threads
                    try {
                        return look.in(from);
                    } catch (SQLException e) {
                        throw new CompletionException(away(e));
                    } finally {
                        reading.add(from);
                    }
                },
                readers);
    }

    private static UncheckedIOException away(SQLException e) {
        return new UncheckedIOException("the archive cannot be used now", new IOException(e));
    }

    private static Place place(String platform, ResultSet row) throws SQLException {
        return new Place(
                new Partition(platform, row.getInt(1)), row.getString(2), Instant.ofEpochMilli(row.getLong(3)));
    }

    private static Kept kept(String platform, ResultSet row) throws SQLException {
        return new Kept(
                place(platform, row),
                Instant.ofEpochMilli(row.getLong(4)),
                row.getInt(5) == 1,
                row.getString(6),
                row.getBytes(7));
    }

    @Override
    public void close() {
        writer.shutdown();
        readers.shutdown();
        try {
            writer.awaitTermination(PATIENCE_MS, TimeUnit.MILLISECONDS);
            readers.awaitTermination(PATIENCE_MS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        closeAll();
    }

    private void closeAll() {
        List<Connection> all = new ArrayList<>(reading);
        all.add(writing);
        for (Connection one : all) {
            try {
                one.close();
            } catch (SQLException e) {
                // what was committed is on disk
            }
        }
        hold.ifPresent(Hold::close);
    }
}
