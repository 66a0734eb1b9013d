package dev.pullcord.redis;

import dev.pullcord.plugin.DataKeyStore;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Files of keys as they are, for a test to come between. */
class LentKeyFiles implements DataKeyStore.Rewrappable {
    private final KeyFiles files;

    LentKeyFiles(KeyFiles files) {
        this.files = files;
    }

    @Override
    public List<String> keep(List<byte[]> wrapped) throws IOException {
        return files.keep(wrapped);
    }

    @Override
    public Optional<byte[]> find(String id) throws IOException {
        return files.find(id);
    }

    @Override
    public void destroy(Collection<String> ids) throws IOException {
        files.destroy(ids);
    }

    @Override
    public Page page(Optional<String> after, int max) throws IOException {
        return files.page(after, max);
    }

    @Override
    public void replace(List<Change> changes) throws IOException {
        files.replace(changes);
    }

    @Override
    public void close() {
        files.close();
    }

    /** Dies once, at one of its calls; half of what it was to replace is replaced then. */
    static final class Dying extends LentKeyFiles {
        private final boolean after;
        private int left;

        static final class Died extends RuntimeException {
            private static final long serialVersionUID = 1L;
        }

        Dying(KeyFiles files, int calls, boolean after) {
            super(files);
            this.left = calls;
            this.after = after;
        }

        private void die(boolean now) {
            if (now && left == 0) {
                throw new Died();
            }
        }

        @Override
        public Page page(Optional<String> from, int max) throws IOException {
            die(!after);
            Page page = super.page(from, max);
            die(after);
            left--;
            return page;
        }

        @Override
        public void replace(List<Change> changes) throws IOException {
            super.replace(changes.subList(0, changes.size() / 2));
            die(!after);
            super.replace(changes);
            die(after);
            left--;
        }
    }
}
