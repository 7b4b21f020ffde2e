package hanshu.data.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * How the camera was held, as its picture tells: the tag 0x0112 of the TIFF directory that JPEG, PNG and WebP files
 * carry as "Exif" and that a TIFF file is (Exif 2.3, section 4.6.4).
 */
final class Orientation {
    private static final int UPRIGHT = 1;
    private static final int TAG = 0x0112;
    private static final byte[] EXIF = "Exif\0\0".getBytes(StandardCharsets.ISO_8859_1);

    private Orientation() {}

    /** 1 … 8; 1 where nothing is said, or nothing that can be read. */
    static int of(byte[] file) {
        try {
            var in = ByteBuffer.wrap(file);
            if (file.length < 16) {
                return UPRIGHT;
            }
            if (in.getShort(0) == (short) 0xffd8) {
                return inJpeg(in);
            }
            if (in.getLong(0) == 0x89504e470d0a1a0aL) {
                return inPng(in);
            }
            if (in.getInt(0) == 0x52494646 && in.getInt(8) == 0x57454250) { // RIFF … WEBP
                return inWebp(in.order(ByteOrder.LITTLE_ENDIAN));
            }
            return ofDirectory(in, 0);
        } catch (IndexOutOfBoundsException damagedDirectory) { // says nothing about the pixels
            return UPRIGHT;
        }
    }

    private static int inJpeg(ByteBuffer in) {
        for (int at = 2; (in.get(at) & 0xff) == 0xff && (in.get(at + 1) & 0xff) != 0xda; ) { // up to the pixels
            int length = in.getShort(at + 2) & 0xffff;
            if ((in.get(at + 1) & 0xff) == 0xe1 && isExif(in, at + 4)) {
                return ofDirectory(in, at + 4 + EXIF.length);
            }
            at += 2 + length;
        }
        return UPRIGHT;
    }

    private static int inPng(ByteBuffer in) {
        for (long at = 8; at + 12 <= in.limit(); at += 12 + (in.getInt((int) at) & 0xffffffffL)) {
            if (in.getInt((int) at + 4) == 0x65584966) { // eXIf
                return ofDirectory(in, (int) at + 8);
            }
        }
        return UPRIGHT;
    }

    private static int inWebp(ByteBuffer in) {
        for (long at = 12; at + 8 <= in.limit(); ) {
            long length = in.getInt((int) at + 4) & 0xffffffffL;
            if (in.getInt((int) at) == 0x46495845) { // EXIF, little-endian
                int start = (int) at + 8;
                return ofDirectory(in, isExif(in, start) ? start + EXIF.length : start);
            }
            at += 8 + length + (length & 1);
        }
        return UPRIGHT;
    }

    private static boolean isExif(ByteBuffer in, int at) {
        for (int i = 0; i < EXIF.length; i++) {
            if (in.get(at + i) != EXIF[i]) {
                return false;
            }
        }
        return true;
    }

    private static int ofDirectory(ByteBuffer in, int start) {
        short order = in.order(ByteOrder.BIG_ENDIAN).getShort(start);
        if (order == 0x4949) { // II: Intel
            in.order(ByteOrder.LITTLE_ENDIAN);
        } else if (order != 0x4d4d) { // MM: Motorola
            return UPRIGHT;
        }
        if (in.getShort(start + 2) != 42) {
            return UPRIGHT;
        }
        int at = start + in.getInt(start + 4);
        int entries = in.getShort(at) & 0xffff;
        for (int i = 0; i < entries; i++) {
            int entry = at + 2 + 12 * i;
            if ((in.getShort(entry) & 0xffff) == TAG) {
                int value = in.getShort(entry + 8);
                return value >= 1 && value <= 8 ? value : UPRIGHT;
            }
        }
        return UPRIGHT;
    }
}
