package dev.pullcord.evidence;

import java.net.URI;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * As whom a platform files with an authority.
 *
 * @param authority the recipient
 * @param environment its test or its production
 * @param base where it is called
 * @param user the name it gave the platform
 * @param password the secret it gave the platform
 * @param reporter who speaks for the platform
 */
public record AuthorityAccount(
        String authority, Filing.Environment environment, URI base, String user, String password, Reporter reporter) {

    /**
     * Who speaks for the platform.
     *
     * @param service what the platform is called
     * @param email where the authority can write to
     * @param firstName of a person there
     * @param lastName of a person there
     * @param phone where the authority can call
     * @param legal how to serve it with legal process: words for every filing
     * @param terms where its rules are
     */
    public record Reporter(
            String service,
            String email,
            Optional<String> firstName,
            Optional<String> lastName,
            Optional<String> phone,
            Optional<String> legal,
            Optional<URI> terms) {}

    public AuthorityAccount {
        boolean loopback = "127.0.0.1".equals(base.getHost()) || "[::1]".equals(base.getHost());
        if (!"https".equals(base.getScheme()) && !loopback) {
            throw new IllegalArgumentException("account.base: " + base.getScheme() + " is not https");
        }
        if (!reporter.email().matches("[^@\\s]{1,64}@[^@\\s]+")) {
            throw new IllegalArgumentException("account.reporter.email: is no address");
        }
    }

    @Override
    public String toString() {
        return "AuthorityAccount[" + authority + " " + environment.word() + "]"; // the password stays out of logs
    }

    /** The accounts of platforms. */
    public interface Book {
        /** The one of this environment. */
        CompletionStage<Optional<AuthorityAccount>> find(
                String platform, String authority, Filing.Environment environment);

        /** Which one filings go by; empty when the platform does not file with it. */
        CompletionStage<Optional<Filing.Environment>> chosen(String platform, String authority);

        /** Keeps an account, sealed, and from now on files by it. */
        CompletionStage<Void> put(String platform, AuthorityAccount account);

        /** Chooses which one filings go by. */
        CompletionStage<Void> choose(String platform, String authority, Filing.Environment environment);
    }
}
