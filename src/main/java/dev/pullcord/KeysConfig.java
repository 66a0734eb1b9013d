package dev.pullcord;

import dev.pullcord.flow.Plugins;
import dev.pullcord.plugin.DataKeyStore;
import dev.pullcord.redis.KeyFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where the keys lie that reports and cases are sealed under.
 *
 * @param store {@code none}, the default: nothing is sealed under keys of its own; {@code file}, or the name of a store that a plugin brings
 * @param place for {@code file} the folder, default {@code keys} in the data directory, where whoever copies that has them too; for
 *     another store whatever it takes. All processes on one Redis need the same
 */
record KeysConfig(String store, Optional<String> place) {
    static final String NONE = "none";
    static final String FILE = "file";

    KeysConfig {
        Config.require(!store.isBlank(), "keys.store", store, "empty");
    }

    static KeysConfig defaults() {
        return new KeysConfig(NONE, Optional.empty());
    }

    /** The folder of the files, if that is what it is. */
    Optional<Path> folder(Path data) {
        return store.equals(FILE) ? Optional.of(place.map(Path::of).orElse(data.resolve("keys"))) : Optional.empty();
    }

    /** Whether a copy of the data directory has the keys with it: what is forgotten could then be read from the copy. */
    boolean within(Path data) {
        return folder(data)
                .filter(folder -> folder.toAbsolutePath()
                        .normalize()
                        .startsWith(data.toAbsolutePath().normalize()))
                .isPresent();
    }

    /** Empty where there is none. */
    Optional<DataKeyStore> open(Path data) {
        if (store.equals(NONE)) {
            return Optional.empty();
        }
        try {
            Optional<Path> folder = folder(data);
            if (folder.isPresent()) {
                return Optional.of(KeyFiles.in(folder.get()));
            }
            List<DataKeyStore.Factory> named = Plugins.in(data.resolve("plugins"), DataKeyStore.Factory.class).stream()
                    .filter(one -> one.name().equals(store))
                    .toList();
            if (named.size() != 1) {
                throw new IllegalArgumentException("no plugin, or several, bring a store named " + store);
            }
            return Optional.of(named.get(0).open(place));
        } catch (IOException | RuntimeException e) {
            throw Failed.by(
                    place.isPresent() ? "keys.place" : "keys.store",
                    e,
                    "make it usable for this user: what was sealed cannot be read without it");
        }
    }
}
