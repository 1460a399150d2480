// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/qbytearray.h>
#include <QtCore/qfile.h>
#include <QtCore/qlist.h>
#include <QtCore/qrandom.h>
#include <QtTest/qtest.h>

#include <sys/mman.h>

#include <cstring>

//! A password that is made up when the test runs and never lies in memory as itself, but for where
//! the code under test leaves it.
class Marker
{
public:
    Marker()
    {
        for (char &letter : m_scrambled)
            letter = char(scramble ^ ('a' + QRandomGenerator::global()->bounded(26)));
        m_scrambled[0] = char(scramble ^ 'q'); // rare in what else lies around
        m_scrambled[length / 2] = char(scramble ^ 'q');
    }

    //! As a person does it.
    void typeInto(QWidget *widget) const
    {
        for (int i = 0; i < length; ++i)
            QTest::keyClick(widget, at(i));
    }

    bool is(QByteArrayView bytes) const
    {
        bool same = bytes.size() == length;
        for (int i = 0; same && i < length; ++i)
            same = bytes[i] == at(i);
        return same;
    }

    //! How often a half of it lies in memory: as UTF-8, UTF-16, UTF-32, or one character in each
    //! entry of a list, as in an undo history.
    int occurrences() const;

private:
    static constexpr int length = 24;
    static constexpr char scramble = 0x5a;

    char at(int index) const { return char(m_scrambled[index] ^ scramble); }
    int countIn(const char *begin, qsizetype size) const;
    bool isHalf(int half, const char *begin, qsizetype size, qsizetype stride) const
    {
        if ((length / 2 - 1) * stride >= size)
            return false;
        for (int i = 0; i < length / 2; ++i) {
            if (begin[i * stride] != at(half * length / 2 + i))
                return false;
        }
        return true;
    }

    char m_scrambled[length];
};

inline int Marker::countIn(const char *begin, qsizetype size) const
{
    int count = 0;
    const char *const end = begin + size;
    for (const char *found = begin; (found = static_cast<const char *>(memchr(found, 'q', size_t(end - found)))); ++found) {
        for (const int stride : {1, 2, 4, 8, 12, 16, 20, 24, 28, 32})
            count += isHalf(0, found, end - found, stride) + isHalf(1, found, end - found, stride);
    }
    return count;
}

inline int Marker::occurrences() const
{
    constexpr qsizetype longest = 1 << 30; // a sanitizer's shadow is longer, and holds nothing
    QFile maps(QStringLiteral("/proc/self/maps"));
    QFile memory(QStringLiteral("/proc/self/mem"));
    if (!maps.open(QIODevice::ReadOnly) || !memory.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        qFatal("cannot read the memory of this process");
    int count = 0;
    const QList<QByteArray> lines = maps.readAll().split('\n');
    for (const QByteArray &line : lines) {
        const auto words = line.split(' ');
        const auto bounds = words.first().split('-');
        if (words.size() < 2 || !words.at(1).startsWith("rw"))
            continue;
        const qint64 begin = bounds.first().toLongLong(nullptr, 16);
        const qint64 size = bounds.last().toLongLong(nullptr, 16) - begin;
        if (size > longest)
            continue;
        void *copy = mmap(nullptr, size_t(size), PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        memory.seek(begin);
        const qint64 got = memory.read(static_cast<char *>(copy), size);
        if (got > 0)
            count += countIn(static_cast<const char *>(copy), got);
        munmap(copy, size_t(size));
    }
    return count;
}
