// SPDX-License-Identifier: MIT
#pragma once

#include <QtWidgets/qlabel.h>

namespace QtLogin {

//! A name that a person, an account or a page has, on one line. A name that is too long for its place is
//! elided, and never makes a window wider: it stands as a whole in text(), in the tool tip, and in
//! what screen readers say.
class NameLabel final : public QLabel
{
    Q_OBJECT
public:
    explicit NameLabel(QWidget *parent = nullptr);

    bool isElided() const;
    //! Which end of a long name goes: the last one, unless it says what the name is.
    void setElideMode(Qt::TextElideMode mode);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    QString line() const;

    Qt::TextElideMode m_elideMode = Qt::ElideRight;
};

//! \a name on one line of at most \a width pixels.
QString elidedName(const QString &name, const QFontMetrics &metrics, int width,
                   Qt::TextElideMode mode = Qt::ElideRight);

//! \a text as a tool tip that wraps, also with markup in it: tool tips of plain text are one long line.
QString asToolTip(const QString &text);

} // namespace QtLogin
