package org.feedbackhub.standalone;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.springframework.beans.factory.DisposableBean;

/** The folder with all data of a standalone hub, held by one process at a time. */
final class HubHome implements DisposableBean {

    private final Path folder;
    private final FileChannel channel;
    private final FileLock lock;

    /** @throws IllegalStateException if another process holds the folder */
    HubHome(Path folder) throws IOException {
        this.folder = folder.toAbsolutePath().normalize();
        Files.createDirectories(this.folder);
        channel =
                FileChannel.open(this.folder.resolve("hub.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock acquired = channel.tryLock();
        if (acquired == null) {
            channel.close();
            throw new IllegalStateException("another hub is running on " + this.folder
                    + "; stop it, or start this one with another --hub.home and other ports");
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
