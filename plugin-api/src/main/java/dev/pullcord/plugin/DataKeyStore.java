package dev.pullcord.plugin;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps the keys that reports and cases are sealed under, apart from what they seal. To destroy one is to erase what it sealed, from
 * every copy, replica and backup at once: that promise is worth as much as {@link #destroy} is.
 *
 * <p>It never sees a key: each comes wrapped (under the installation's own keyset), about a hundred bytes that say nothing to whoever
 * has only these. It need not keep anything secret, but it must keep, and it must forget.
 *
 * <p>A store of one's own is a jar on the service's class path, whose {@code META-INF/services} names its {@link Factory}; {@code
 * keys.store} names it to the service. Over a network it would look like this: with Vault's KV engine, version 2, a secret for each
 * batch given to {@link #keep} whose fields are the wrapped keys, and a field taken out by a write and {@code destroy} of the versions
 * before; with a cloud's KMS, a table of wrapped keys without backups, or with some that end within days.
 *
 * <p>Thread-safe. {@link #keep} and {@link #destroy} are called on a thread of their own and may take their time. {@link #find} is
 * called while an answer of the database is read, and holds up others for as long as it takes: what it asks a network for it asks
 * once, for a whole batch, and remembers. The service remembers thousands of keys itself and asks for each of them seldom.
 */
public interface DataKeyStore extends AutoCloseable {
    /**
     * Keeps these. Called with some hundred at a time, ahead of need; many of them are never used.
     *
     * @param wrapped at most 126 bytes each
     * @return an id for each, in their order, of {@code A-Z a-z 0-9 -} and at most 64 of them, never given before; returned only when
     *     all of them would outlive a power cut
     * @throws IOException if they could not be kept. Nothing is sealed under a key that was not kept: reports are answered 503 until
     *     there are keys again, and panics wait in the journal
     */
    List<String> keep(List<byte[]> wrapped) throws IOException;

    /**
     * The wrapped key of this id.
     *
     * @param id any text: what is no id of this store's has no key
     * @return empty when it was destroyed or never was
     * @throws IOException if that cannot be told now
     */
    Optional<byte[]> find(String id) throws IOException;

    /**
     * Destroys these keys. Called again with the same after a crash; what is destroyed already, or never was, is no fault.
     *
     * @param ids some hundred at most
     * @throws IOException if any of them may be left. It is called again, within the hour
     */
    void destroy(Collection<String> ids) throws IOException;

    @Override
    void close();

    /**
     * A store that can have the wrappings of its keys changed, so that the master key they are wrapped under can be turned. Without it
     * {@code keys rotate} says so and changes nothing.
     */
    interface Rewrappable extends DataKeyStore {
        /**
         * Some of what is kept, in an order of the store's own. Whoever goes on from page to page to the last has met every key that was
         * kept before the first and is not destroyed; what is kept meanwhile he may meet or not.
         *
         * @param after what the page before called {@code next}, by this process or another, however long ago; empty for the first
         * @param max how many places are looked at: a page may have fewer entries, also none, and still not be the last
         * @throws IOException if that cannot be told now
         */
        Page page(Optional<String> after, int max) throws IOException;

        /**
         * Puts each new wrapping in the place of the one that was read; returns when a power cut would not undo it. Killed half way,
         * each key is kept in one of its two wrappings. What was destroyed or changed since it was read stays as it is: a destroyed key
         * that came back would be the worst that a store can do.
         *
         * @throws IOException if any of them may be as it was
         */
        void replace(List<Change> changes) throws IOException;

        /**
         * Some of what is kept.
         *
         * @param wrapped by their ids
         * @param next where to go on; absent on the last page
         */
        record Page(Map<String, byte[]> wrapped, Optional<String> next) {
            public Page {
                wrapped = Map.copyOf(wrapped);
            }
        }

        /** Another wrapping of the same key. */
        final class Change {
            private final String id;
            private final byte[] was;
            private final byte[] now;

            /**
             * Puts one in the place of another.
             *
             * @param was as it was read; another than this is left alone
             * @param now what is kept from then on, as long as {@code was}
             */
            public Change(String id, byte[] was, byte[] now) {
                this.id = id;
                this.was = was.clone();
                this.now = now.clone();
            }

            /** As {@link DataKeyStore#keep} gave it. */
            public String id() {
                return id;
            }

            /** What is to be there still. */
            public byte[] was() {
                return was.clone();
            }

            /** What is to be there then. */
            public byte[] now() {
                return now.clone();
            }
        }
    }

    /** Makes a store. */
    interface Factory {
        /** What {@code keys.store} calls it; {@code file} is taken. */
        String name();

        /**
         * Opens it, once, before anything else starts. Its own settings and secrets are its own affair.
         *
         * @param place {@code keys.place}, if it is set
         * @throws IOException if it cannot be used; the message is shown to whoever starts the service
         */
        DataKeyStore open(Optional<String> place) throws IOException;
    }
}
