// SPDX-License-Identifier: MIT
#include "forms/formbutton_p.h"

namespace QtLogin {

QSize FormButton::sizeHint() const
{
    const QSize words = fontMetrics().size(Qt::TextShowMnemonic, text());
    const int line = fontMetrics().height();
    return QPushButton::sizeHint().expandedTo(words + QSize(line, line / 2));
}

} // namespace QtLogin
