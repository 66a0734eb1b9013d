package dev.pullcord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pullcord.plugin.DataKeyStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeysConfigTest {
    private static final String DRAWER = """
            package dev.example;
            import java.util.*;
            public final class Drawer implements dev.pullcord.plugin.DataKeyStore, dev.pullcord.plugin.DataKeyStore.Factory {
                private final Map<String, byte[]> keys = new HashMap<>();
                public String name() { return "drawer"; }
                public dev.pullcord.plugin.DataKeyStore open(Optional<String> place) throws java.io.IOException {
                    if (place.isEmpty()) { throw new java.io.IOException("the drawer has no place"); }
                    return this;
                }
                public List<String> keep(List<byte[]> wrapped) {
                    List<String> ids = new ArrayList<>();
                    for (byte[] key : wrapped) { keys.put("k" + keys.size(), key); ids.add("k" + (keys.size() - 1)); }
                    return ids;
                }
                public Optional<byte[]> find(String id) { return Optional.ofNullable(keys.get(id)); }
                public void destroy(Collection<String> ids) { keys.keySet().removeAll(ids); }
                public void close() {}
            }
            """;

    @TempDir
    Path data;

    @Test
    void thereAreNoneUnlessAskedFor() {
        assertThat(KeysConfig.defaults().open(data)).isEmpty();
        assertThat(KeysConfig.defaults().within(data)).isFalse();
        assertThat(data).isEmptyDirectory();
    }

    @Test
    void keysLieInFilesInTheDataDirectoryUnlessToldElse() throws IOException {
        KeysConfig usual = new KeysConfig("file", Optional.empty());
        try (DataKeyStore files = usual.open(data).orElseThrow()) {
            assertThat(files.find(files.keep(List.of(new byte[] {1})).get(0))).isPresent();
        }
        assertThat(data.resolve("keys")).isNotEmptyDirectory();
        assertThat(usual.within(data)).isTrue();
        assertThat(new KeysConfig("file", Optional.of(data + "/../elsewhere")).within(data))
                .isFalse();
        assertThat(new KeysConfig("drawer", Optional.empty()).within(data)).isFalse();
    }

    @Test
    void aPluginBringsAStoreOfItsOwn() throws Exception {
        jar(Files.createDirectories(data.resolve("plugins")).resolve("drawer.jar"));

        try (DataKeyStore drawer =
                new KeysConfig("drawer", Optional.of("left")).open(data).orElseThrow()) {
            assertThat(drawer.find(drawer.keep(List.of(new byte[] {7})).get(0))).contains(new byte[] {7});
            assertThat(drawer.getClass().getName()).isEqualTo("dev.example.Drawer");
        }
        assertThatThrownBy(() -> new KeysConfig("drawer", Optional.empty()).open(data))
                .isInstanceOf(Failed.class)
                .hasMessageStartingWith("keys.store: the drawer has no place");
        assertThatThrownBy(() -> new KeysConfig("vault", Optional.of("x")).open(data))
                .isInstanceOf(Failed.class)
                .hasMessageContaining("no plugin, or several, bring a store named vault");
    }

    private void jar(Path jar) throws IOException {
        Path source =
                Files.createDirectories(data.resolve("source/dev/example")).resolve("Drawer.java");
        Files.writeString(source, DRAWER);
        Path classes = Files.createDirectories(data.resolve("classes"));
        int failed = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-d",
                        classes.toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-proc:none",
                        source.toString());
        assertThat(failed).isZero();
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
                Stream<Path> all = Files.walk(classes)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                out.putNextEntry(new JarEntry(classes.relativize(file).toString()));
                out.write(Files.readAllBytes(file));
            }
            out.putNextEntry(new JarEntry("META-INF/services/" + DataKeyStore.Factory.class.getName()));
            out.write("dev.example.Drawer".getBytes(StandardCharsets.UTF_8));
        }
    }
}
