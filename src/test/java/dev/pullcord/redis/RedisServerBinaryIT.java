package dev.pullcord.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedisServerBinaryIT {
    @TempDir
    Path temp;

    @Test
    void theBundledOneIsUnpackedForItsOwnerOnly() throws IOException {
        RedisServerBinary found = find(Map.of("HOME", temp.toString()));

        assertThat(found.path().getParent()).isEqualTo(temp.resolve(".cache/pullcord"));
        assertThat(found.version()).isEqualTo(new RedisVersion(7, 0, 15));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(found.path())))
                .isEqualTo("rwx------");
        try (Stream<Path> files = Files.list(found.path().getParent())) {
            assertThat(files).containsExactly(found.path());
        }
    }

    @Test
    void aCacheOfTheUsersChoiceComesFirst() {
        Path chosen = temp.resolve("chosen");

        RedisServerBinary found = find(Map.of("XDG_CACHE_HOME", chosen.toString(), "HOME", temp.toString()));

        assertThat(found.path()).startsWith(chosen.resolve("pullcord"));
    }

    @Test
    void withoutAHomeItIsUnpackedBesideTheData() {
        assertThat(find(Map.of()).path()).startsWith(temp.resolve("fallback"));
        assertThat(find(Map.of("HOME", "/dev/null")).path()).startsWith(temp.resolve("fallback"));
    }

    @Test
    void aSpoiledCacheIsReplaced() throws IOException {
        Path path = find(Map.of()).path();
        byte[] good = Files.readAllBytes(path);
        byte[] spoiled = good.clone();
        spoiled[good.length / 2] ^= 1;
        Files.write(path, spoiled);

        assertThat(find(Map.of()).path()).isEqualTo(path).hasBinaryContent(good);
    }

    @Test
    void oneOnThePathComesBeforeTheBundledOne() throws IOException {
        Path folder = fake("new/valkey-server", "Valkey server v=8.0.1 sha=00000000:0 malloc=jemalloc-5.3.0 bits=64");

        RedisServerBinary found = find(Map.of("PATH", "/nowhere:" + folder));

        assertThat(found).isEqualTo(new RedisServerBinary(folder.resolve("valkey-server"), new RedisVersion(8, 0, 1)));
    }

    @Test
    void oneOnThePathThatIsTooOldOrBrokenIsPassedOver() throws IOException {
        Path old = fake("old/redis-server", "Redis server v=6.0.16 sha=00000000:0 malloc=jemalloc-5.2.1 bits=64");
        Path broken = fake("broken/redis-server", "Segmentation fault");
        Path good = fake("good/redis-server", "Redis server v=6.2.0 sha=00000000:0 malloc=jemalloc-5.2.1 bits=64");

        RedisServerBinary found = find(Map.of("PATH", old + ":" + broken + ":" + good));

        assertThat(found.path()).isEqualTo(good.resolve("redis-server"));
    }

    @Test
    void whatLiesInTheCurrentFolderIsNeverRun() {
        assertThat(find(Map.of("PATH", ":.:bin")).path()).startsWith(temp.resolve("fallback"));
    }

    @Test
    void theConfiguredOneIsTakenOrTheStartEnds() throws IOException {
        Path old = fake("old/redis-server", "Redis server v=6.0.16 sha=00000000:0 malloc=jemalloc-5.2.1 bits=64")
                .resolve("redis-server");

        assertThatThrownBy(() -> RedisServerBinary.find(Optional.of(old), temp, Map.of()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(old + " is version 6.0.16: 6.2 or newer is needed");
        assertThatThrownBy(() -> RedisServerBinary.find(Optional.of(temp.resolve("none")), temp, Map.of()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("none does not run as a Redis or Valkey server");
    }

    @Test
    void everyBundledOneHasTheDigestItShouldHave() throws Exception {
        for (Map.Entry<String, String> bundled : RedisServerBinary.BUNDLED.entrySet()) {
            try (InputStream in = RedisServerBinary.class.getResourceAsStream(
                    RedisServerBinary.BUNDLED_RESOURCE + bundled.getKey())) {
                byte[] digest = MessageDigest.getInstance("SHA-256").digest(in.readAllBytes());
                assertThat(HexFormat.of().formatHex(digest)).isEqualTo(bundled.getValue());
            }
        }
    }

    @Test
    void aPlatformHasTheNameItsServerIsBundledUnder() {
        assertThat(RedisServerBinary.platform("Linux", "amd64")).isEqualTo("linux-amd64");
        assertThat(RedisServerBinary.platform("Linux", "aarch64")).isEqualTo("linux-arm64");
        assertThat(RedisServerBinary.platform("Linux", "i386")).isEqualTo("linux-386");
        assertThat(RedisServerBinary.platform("Mac OS X", "x86_64")).isEqualTo("darwin-amd64");
        assertThat(RedisServerBinary.platform("Linux", "riscv64")).isEqualTo("linux-riscv64");
    }

    private RedisServerBinary find(Map<String, String> environment) {
        return RedisServerBinary.find(Optional.empty(), temp.resolve("fallback"), environment);
    }

    private Path fake(String name, String version) throws IOException {
        Path path = temp.resolve(name);
        Files.createDirectories(path.getParent());
        Files.writeString(path, "#!/bin/sh\necho '" + version + "'\n");
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
        return path.getParent();
    }
}
