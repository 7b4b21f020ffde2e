package hanshu.workbench.server;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A connection on which exactly what one likes is written, as no well-behaved client would. */
record Wire(Socket socket) implements Closeable {
    static Wire to(int port) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(10_000);
        return new Wire(socket);
    }

    /** One request on a connection of its own, and all that comes back. */
    static String ask(int port, String... lines) throws IOException {
        try (var wire = to(port)) {
            wire.write(String.join("\r\n", lines) + "\r\n");
            return wire.readAll();
        }
    }

    static String get(int port, String path) throws IOException {
        return ask(port, "GET " + path + " HTTP/1.1", "Host: 127.0.0.1:" + port, "Connection: close", "");
    }

    void write(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    /** What comes until the connection ends. */
    String readAll() throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /** What comes until an end of line. */
    String readLine() throws IOException {
        var line = new StringBuilder();
        for (int c = socket.getInputStream().read();
                c >= 0 && c != '\n';
                c = socket.getInputStream().read()) {
            line.append((char) c);
        }
        return line.toString().strip();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
