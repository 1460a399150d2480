// SPDX-License-Identifier: MIT
// Says: What this pointer points to may be deleted while the user is asked
#include <QtLogin/Guard>

struct Page
{
};

class Book : public QObject
{
    Q_OBJECT
Q_SIGNALS:
    void turned(Page *page);
};

void connect(QtLogin::Guard &guard, Book *book)
{
    guard.connect(book, &Book::turned, QtLogin::Requirement::login(), book, [](Page *) { });
}
