// SPDX-License-Identifier: MIT
#pragma once

#include <QtWidgets/qlabel.h>

namespace QtLogin {

//! Words that an application or a person chooses: plain text, as many lines as it takes.
//!
//! They begin where the layout begins. QLabel goes by the language of the text instead, and puts a
//! Latin name in an Arabic dialog at the far end of its row.
class WordsLabel final : public QLabel
{
    Q_OBJECT
public:
    explicit WordsLabel(QWidget *parent = nullptr);

    //! \a text with places to break in words that are longer than any language's: an address or a
    //! name of 200 characters would make the window as wide as itself. Other text stays as it is.
    static QString breakable(const QString &text);

    QSize sizeHint() const override;

protected:
    void changeEvent(QEvent *event) override;

private:
    void align();
};

} // namespace QtLogin
