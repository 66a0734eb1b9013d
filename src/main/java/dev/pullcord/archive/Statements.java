package dev.pullcord.archive;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Runs a statement with what it is given. */
final class Statements {
    private Statements() {}

    /** Reads a row. */
    interface Row<T> {
        T of(ResultSet row) throws SQLException;
    }

    static <T> List<T> rows(Connection from, Row<T> each, String sql, Object... given) throws SQLException {
        try (PreparedStatement query = from.prepareStatement(sql)) {
            bind(query, given);
            try (ResultSet found = query.executeQuery()) {
                List<T> rows = new ArrayList<>();
                while (found.next()) {
                    rows.add(each.of(found));
                }
                return rows;
            }
        }
    }

    static int changed(PreparedStatement change, Object... given) throws SQLException {
        bind(change, given);
        return change.executeUpdate();
    }

    private static void bind(PreparedStatement statement, Object... given) throws SQLException {
        for (int i = 0; i < given.length; i++) {
            statement.setObject(i + 1, given[i]);
        }
    }

    static long number(Connection from, String sql) throws SQLException {
        return rows(from, row -> row.getLong(1), sql).get(0);
    }

    static void execute(Connection to, String sql) throws SQLException {
        try (Statement statement = to.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Also what answers in rows that nobody wants. */
    static void toItsEnd(Connection to, String sql) throws SQLException {
        try (Statement statement = to.createStatement()) {
            statement.executeUpdate(sql);
        }
    }
}
