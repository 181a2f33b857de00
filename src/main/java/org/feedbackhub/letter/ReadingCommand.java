package org.feedbackhub.letter;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How a reading process is started: by the Java and the classes of this one, with what it needs laid out in a folder. */
final class ReadingCommand {

    private static final List<String> TRAINED = List.of("eng.traineddata", "osd.traineddata");
    private static final String BOOT_LAUNCHER = "org.springframework.boot.loader.launch.PropertiesLauncher";

    private final LetterLimits limits;
    private final Path folder;
    private final @Nullable Path trainedData;
    private final @Nullable Path program;
    private final boolean brought;

    /**
     * @param folder for the trained data and the unpacked native parts, kept from start to start
     * @param program the engine that the machine has installed, or null for the one that the hub brings
     * @param installed the trained data of the machine's own, or null for those of the engine
     */
    ReadingCommand(LetterLimits limits, Path folder, @Nullable Path program, @Nullable Path installed) {
        this.limits = limits;
        this.folder = folder.toAbsolutePath();
        this.program = program == null ? null : program.toAbsolutePath();
        this.brought = installed == null && program == null;
        this.trainedData =
                brought ? this.folder.resolve("tessdata") : installed == null ? null : installed.toAbsolutePath();
    }

    /** Starts a process. @throws IOException if it cannot be started */
    Process start() throws IOException {
        layOut();
        ProcessBuilder builder = new ProcessBuilder(line());
        // it reads a page on one thread, and several processes share the machine
        builder.environment().put("OMP_THREAD_LIMIT", "1");
        return builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    }

    /** Makes sure that the trained data is there. @throws IOException if it cannot be written */
    void layOut() throws IOException {
        Files.createDirectories(folder.resolve(LetterSettings.PAGES));
        if (brought) {
            for (String name : TRAINED) {
                layOut(name, Objects.requireNonNull(trainedData));
            }
        }
    }

    /** Where the trained data is that the hub brings. */
    Path trainedData() {
        return Objects.requireNonNull(trainedData);
    }

    private List<String> line() {
        String classPath = System.getProperty("java.class.path");
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + limits.memory().toMegabytes() + "m",
                "-XX:+UseSerialGC",
                // compiling further would take the other core from another page
                "-XX:TieredStopAtLevel=1",
                "-XX:ErrorFile=" + folder.resolve("crash.log"),
                // what the virtual machine says of a crash is no answer
                "-XX:+DisplayVMOutputToStderr",
                "-Djava.awt.headless=true",
                "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"),
                "-Dorg.bytedeco.javacpp.cachedir=" + folder.resolve("native"),
                "-cp",
                classPath));
        if (ReadingCommand.class.getClassLoader().getClass().getName().startsWith("org.springframework.boot.loader")) {
            line.add("-Dloader.main=" + ReadingProgram.class.getName());
            line.add(BOOT_LAUNCHER);
        } else {
            line.add(ReadingProgram.class.getName());
        }
        line.addAll(
                List.of(ReadingProgram.arguments(trainedData, program, folder.resolve(LetterSettings.PAGES), limits)));
        return line;
    }

    /** Several hubs may do so at the same moment. */
    private static void layOut(String name, Path trainedData) throws IOException {
        Path target = trainedData.resolve(name);
        try (InputStream in = ReadingCommand.class.getResourceAsStream("/tessdata/" + name)) {
            if (in == null) {
                throw new IOException("the hub does not bring " + name);
            }
            if (Files.exists(target)) {
                return;
            }
            Files.createDirectories(trainedData);
            Path fresh = trainedData.resolve(name + "." + UUID.randomUUID());
            Files.copy(in, fresh);
            Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
