package org.feedbackhub.standalone;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.feedbackhub.council.InvalidConfiguration;
import org.springframework.beans.factory.DisposableBean;

/** The folder with all data of a standalone hub, held by one process at a time. */
final class HubHome implements DisposableBean {

    private final Path folder;
    private final FileChannel channel;
    private final FileLock lock;

    /** @throws InvalidConfiguration if another process holds the folder */
    HubHome(Path folder) throws IOException {
        this.folder = folder.toAbsolutePath().normalize();
        Files.createDirectories(this.folder);
        channel =
                FileChannel.open(this.folder.resolve("hub.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock acquired = channel.tryLock();
        if (acquired == null) {
            channel.close();
            throw new InvalidConfiguration(
                    this.folder,
                    "",
                    "another hub is running on it; stop that one, or start this one with another --hub.home and other"
                            + " ports (server.port, management.server.port, and those of hub.standalone)");
        }
        lock = acquired;
    }

    Path resolve(String name) {
        return folder.resolve(name);
    }

    @Override
    public void destroy() throws IOException {
        lock.release();
        channel.close();
    }
}
