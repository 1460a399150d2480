// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/qstring.h>

// A disk that hangs, as a home folder does whose server has gone. As long as the object lives, each call of the C
// library that names a file of it waits. A call from the thread that has made the object does not wait, and is counted:
// it would have frozen the window. One at a time. The executable needs support/hungdisk.cpp.
class HungDisk
{
public:
    // The files below \a folder whose paths end with \a suffix.
    explicit HungDisk(const QString &folder, const QString &suffix = {});
    ~HungDisk(); // the disk is back: all calls go on
    HungDisk(const HungDisk &) = delete;
    HungDisk &operator=(const HungDisk &) = delete;

    // How many calls wait now.
    int waiting() const;
    // How many calls the thread of the object has made.
    int callsOfTheWindow() const;
};
